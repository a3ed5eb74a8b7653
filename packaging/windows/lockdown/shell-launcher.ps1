# Puts the kiosk in the place of the desktop for the account of shell-launcher.xml (Shell Launcher v2).
# As SYSTEM, once: psexec -i -s powershell -ExecutionPolicy AllSigned -File shell-launcher.ps1 [-Remove]
# Windows Enterprise, Education or IoT Enterprise; restart the machine afterwards.
#Requires -Version 5.1
param([switch] $Remove)
Set-StrictMode -Version Latest
$ErrorActionPreference = 'Stop'

if (-not [Security.Principal.WindowsIdentity]::GetCurrent().IsSystem) {
    throw 'Only SYSTEM reaches the MDM bridge: run this with psexec -i -s, or from Intune.'
}

$feature = 'Client-EmbeddedShellLauncher'
if ((Get-WindowsOptionalFeature -Online -FeatureName $feature).State -ne 'Enabled') {
    Enable-WindowsOptionalFeature -Online -FeatureName $feature -All -NoRestart | Out-Null
}

$bridge = Get-CimInstance -Namespace 'root\cimv2\mdm\dmmap' -ClassName 'MDM_AssignedAccess'
if ($Remove) {
    $bridge.ShellLauncher = $null
} else {
    $file = Join-Path $PSScriptRoot 'shell-launcher.xml'
    [xml] $shape = Get-Content -LiteralPath $file -Raw -Encoding UTF8
    $bridge.ShellLauncher = [Net.WebUtility]::HtmlEncode($shape.OuterXml)
}
Set-CimInstance -CimInstance $bridge
