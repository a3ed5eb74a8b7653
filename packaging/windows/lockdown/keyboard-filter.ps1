# Keeps every visitor within the kiosk: blocks the keys that lead out of it (Keyboard Filter).
# As an administrator, once: powershell -ExecutionPolicy AllSigned -File keyboard-filter.ps1 [-Remove]
# Windows Enterprise, Education or IoT Enterprise; restart the machine afterwards. Administrators are not filtered.
#Requires -Version 5.1
#Requires -RunAsAdministrator
param([switch] $Remove)
Set-StrictMode -Version Latest
$ErrorActionPreference = 'Stop'

$namespace = 'root\standardcimv2\embedded'
$feature = 'Client-KeyboardFilter'
# Ctrl+Alt+Del leads to the security screen; an administrator gets there with five times the left Windows key.
$blocked = @(
    'Ctrl+Alt+Del', 'Shift+Ctrl+Esc', 'Ctrl+Esc', 'Alt+F4', 'Alt+Tab', 'Alt+Esc', 'Alt+Space',
    'Win+L', 'Win+R', 'Win+E', 'Win+I', 'Win+U', 'Win+D', 'Win+M', 'Win+F', 'Win+K', 'Win+P', 'Win+Tab',
    'Windows', 'Application', 'BrowserHome', 'LaunchMail', 'LaunchApp1', 'LaunchApp2'
)

if ((Get-WindowsOptionalFeature -Online -FeatureName $feature).State -ne 'Enabled') {
    Enable-WindowsOptionalFeature -Online -FeatureName $feature -All -NoRestart | Out-Null
    Write-Output 'Keyboard Filter was switched on; restart the machine and run this again.'
    exit 3010
}

foreach ($key in $blocked) {
    $known = Get-CimInstance -Namespace $namespace -ClassName WEKF_PredefinedKey -Filter "Id = '$key'"
    if ($known) {
        $known.Enabled = -not $Remove
        Set-CimInstance -CimInstance $known
        continue
    }
    $own = Get-CimInstance -Namespace $namespace -ClassName WEKF_CustomKey -Filter "Id = '$key'"
    if ($own) {
        $own.Enabled = -not $Remove
        Set-CimInstance -CimInstance $own
    } elseif (-not $Remove) {
        New-CimInstance -Namespace $namespace -ClassName WEKF_CustomKey -Property @{ Id = $key; Enabled = $true } | Out-Null
    }
}

$exempt = Get-CimInstance -Namespace $namespace -ClassName WEKF_Settings -Filter "Name = 'DisableKeyboardFilterForAdministrators'"
$exempt.Value = 'true'
Set-CimInstance -CimInstance $exempt
