# A stick that somebody plugs in is no disk, and nothing starts from it.
# As an administrator, once: powershell -ExecutionPolicy AllSigned -File removable-storage.ps1 [-Remove]
#Requires -Version 5.1
#Requires -RunAsAdministrator
param([switch] $Remove)
Set-StrictMode -Version Latest
$ErrorActionPreference = 'Stop'

$values = @{
    'HKLM:\SOFTWARE\Policies\Microsoft\Windows\RemovableStorageDevices' = @{ 'Deny_All' = 1 }
    'HKLM:\SOFTWARE\Microsoft\Windows\CurrentVersion\Policies\Explorer' = @{ 'NoDriveTypeAutoRun' = 255 }
}
foreach ($key in $values.Keys) {
    foreach ($name in $values[$key].Keys) {
        if ($Remove) {
            Remove-ItemProperty -LiteralPath $key -Name $name -ErrorAction SilentlyContinue
            continue
        }
        if (-not (Test-Path -LiteralPath $key)) { New-Item -Path $key -Force | Out-Null }
        New-ItemProperty -LiteralPath $key -Name $name -Value $values[$key][$name] -PropertyType DWord -Force | Out-Null
    }
}
