# Unified Write Filter: with each restart the disk is as it was, but for what the kiosk has to keep.
# As an administrator: powershell -ExecutionPolicy AllSigned -File uwf.ps1 -State On|Off
# Windows Enterprise, Education or IoT Enterprise. Restart the machine afterwards. Off before an update, On after it.
#Requires -Version 5.1
#Requires -RunAsAdministrator
param([Parameter(Mandatory)] [ValidateSet('On', 'Off')] [string] $State, [string] $Account = 'schalter')
Set-StrictMode -Version Latest
$ErrorActionPreference = 'Stop'

$feature = 'Client-UnifiedWriteFilter'
# Audit log and outbox; settings; the terminal's key in the Credential Manager, and what protects it.
$folders = @(
    "$env:ProgramData\Schalter",
    "$env:SystemDrive\Users\$Account\AppData\Roaming\Microsoft\Credentials",
    "$env:SystemDrive\Users\$Account\AppData\Local\Microsoft\Credentials",
    "$env:SystemDrive\Users\$Account\AppData\Roaming\Microsoft\Protect"
)

function Invoke-Filter {
    uwfmgr.exe @args
    if ($LASTEXITCODE -ne 0) { throw "uwfmgr $args failed with $LASTEXITCODE" }
}

if ($State -eq 'Off') {
    Invoke-Filter filter disable
    exit 3010
}
if ((Get-WindowsOptionalFeature -Online -FeatureName $feature).State -ne 'Enabled') {
    Enable-WindowsOptionalFeature -Online -FeatureName $feature -All -NoRestart | Out-Null
    Write-Output 'The write filter was installed; restart the machine and run this again.'
    exit 3010
}
foreach ($folder in $folders) {
    if (Test-Path -LiteralPath $folder) { Invoke-Filter file add-exclusion $folder }
}
Invoke-Filter registry add-exclusion 'HKLM\Software\Policies\Schalter'
Invoke-Filter volume protect c:
Invoke-Filter filter enable
exit 3010
