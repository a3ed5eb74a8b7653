# Keeps what a visitor typed off the disk: no crash dumps, no printed documents, no page file.
# As an administrator, once: powershell -ExecutionPolicy AllSigned -File traces.ps1 [-KeepPageFile]
# With -KeepPageFile it is emptied at each shutdown; use that only where the disk is encrypted (BitLocker).
#Requires -Version 5.1
#Requires -RunAsAdministrator
param([switch] $KeepPageFile)
Set-StrictMode -Version Latest
$ErrorActionPreference = 'Stop'

function Set-Number([string] $Key, [string] $Name, [int] $Value) {
    if (-not (Test-Path -LiteralPath $Key)) { New-Item -Path $Key -Force | Out-Null }
    New-ItemProperty -LiteralPath $Key -Name $Name -Value $Value -PropertyType DWord -Force | Out-Null
}

# Windows Error Reporting: nothing is collected, nothing is sent. The key LocalDumps alone switches dumps on, so it goes.
$reporting = 'HKLM:\SOFTWARE\Microsoft\Windows\Windows Error Reporting'
Set-Number 'HKLM:\SOFTWARE\Policies\Microsoft\Windows\Windows Error Reporting' 'Disabled' 1
Set-Number $reporting 'DontShowUI' 1
if (Test-Path -LiteralPath "$reporting\LocalDumps") {
    Remove-Item -LiteralPath "$reporting\LocalDumps" -Recurse
}
Set-Number 'HKLM:\SYSTEM\CurrentControlSet\Control\CrashControl' 'CrashDumpEnabled' 0

# The spooler forgets a document as soon as it was printed, on every printer.
foreach ($printer in Get-Printer) {
    Set-Printer -Name $printer.Name -KeepPrintedJobs $false
}
# A job has a name that says nothing about a person; even so it does not go into the event log.
Set-Number 'HKLM:\SOFTWARE\Policies\Microsoft\Windows NT\Printers' 'ShowJobTitleInEventLogs' 0

$memory = 'HKLM:\SYSTEM\CurrentControlSet\Control\Session Manager\Memory Management'
if ($KeepPageFile) {
    Set-Number $memory 'ClearPageFileAtShutdown' 1
} else {
    $system = Get-CimInstance -ClassName Win32_ComputerSystem
    $system.AutomaticManagedPagefile = $false
    Set-CimInstance -CimInstance $system
    Get-CimInstance -ClassName Win32_PageFileSetting | Remove-CimInstance
}
