# Tries a package on a Windows that may be spoilt (CI, a virtual machine): everything docs/windows.md promises of it.
#   powershell -File smoke.ps1 -Package schalter.msi [-Rehearsal rehearsal.msi]
#Requires -Version 5.1
#Requires -RunAsAdministrator
param([Parameter(Mandatory)] [string] $Package, [string] $Rehearsal = '')
Set-StrictMode -Version Latest
$ErrorActionPreference = 'Stop'

$program = Join-Path $env:ProgramFiles 'Schalter'
$kiosk = Join-Path $program 'kiosk.exe'
$data = Join-Path $env:ProgramData 'Schalter'
$policy = 'HKLM:\Software\Policies\Schalter'
New-Item -ItemType Directory -Path smoke -Force | Out-Null

function Invoke-Installer([string] $Name, [string[]] $Words, [int[]] $Expected = @(0, 3010)) {
    $all = $Words + @('/qn', '/norestart', '/l*v', "smoke\$Name.log")
    $code = (Start-Process -FilePath msiexec.exe -ArgumentList $all -Wait -PassThru).ExitCode
    if ($code -notin $Expected) { throw "$Name left with $code; see smoke\$Name.log" }
    Write-Output "ok: $Name ($code)"
}

function Assert-True([bool] $Fact, [string] $Text) {
    if (-not $Fact) { throw "not so: $Text" }
    Write-Output "ok: $Text"
}

function Get-Policy([string] $Key, [string] $Name) {
    $found = Get-Item -LiteralPath (Join-Path $policy $Key) -ErrorAction SilentlyContinue
    if ($found) { return $found.GetValue($Name) }
}

$told = @('PORTAL_URL=https://portal.lu.example', 'TERMINAL_POLICY=assisted', "STATE_FOLDER=$data\State", 'PAPER_PRINTER=none')

if ($Rehearsal) {
    Invoke-Installer 'failed' (@('/i', $Rehearsal, 'WIXFAILWHENDEFERRED=1') + $told) @(1603)
    Assert-True (-not (Test-Path -LiteralPath $kiosk)) 'a failed installation is rolled back'
}
Invoke-Installer 'install' (@('/i', $Package, 'ENROLMENT_CODE=AAAA-BBBB-CCCC-DDDD') + $told)
Assert-True ((Get-Policy 'Portal' 'url') -eq 'https://portal.lu.example') 'the portal is policy'
Assert-True ((Get-Content -Raw "$data\Enrolment\code.ini") -match 'code=AAAA-BBBB-CCCC-DDDD') 'the code waits'
Write-Output "seen: the code stands $(@(Select-String -SimpleMatch 'AAAA-BBBB-CCCC-DDDD' smoke\install.log).Count) times in the verbose log"
Assert-True ([Diagnostics.EventLog]::SourceExists('Schalter')) 'the event log knows the source'
Write-EventLog -LogName Application -Source Schalter -EventId 100 -Message 'A rehearsal.'
Assert-True (Test-Path -LiteralPath "$env:ProgramData\Microsoft\Windows\Start Menu\Programs\Schalter.lnk") 'the start menu has it'

& $kiosk --version
Assert-True ($LASTEXITCODE -eq 0) 'the program runs'
& $kiosk config check
Assert-True ($LASTEXITCODE -eq 0) 'it reads what policy says'
Assert-True ((& $kiosk config explain portal.url | Out-String) -match 'Policies\\Schalter') 'and says that policy said it'
& $kiosk doctor | Out-File -Encoding utf8 smoke\doctor.log
Assert-True ($LASTEXITCODE -in 0, 1, 2) 'the doctor runs'
$env:QT_QPA_PLATFORM = 'offscreen'
& $kiosk update verify
Assert-True ($LASTEXITCODE -eq 0) 'the version works'
& $kiosk update gate --wait 0
Assert-True ($LASTEXITCODE -eq 0) 'the way is clear for an update'
& $kiosk update release

Remove-Item -LiteralPath (Join-Path $program 'schalter.exe')
Invoke-Installer 'repair' @('/fa', $Package)
Assert-True (Test-Path -LiteralPath (Join-Path $program 'schalter.exe')) 'a repair brings files back'
Assert-True ((Get-Policy 'Portal' 'url') -eq 'https://portal.lu.example') 'and leaves policy as it was'

Invoke-Installer 'remove' @('/x', $Package)
Assert-True (-not (Test-Path -LiteralPath $kiosk)) 'a removal takes the program'
Assert-True ((Get-Policy 'Portal' 'url') -eq 'https://portal.lu.example') 'and leaves the settings'
Invoke-Installer 'again' @('/i', $Package)
Invoke-Installer 'purge' @('/x', $Package, 'PURGE=1')
Assert-True (-not (Test-Path -LiteralPath $policy)) 'a purge leaves no policy'
Assert-True (-not (Test-Path -LiteralPath $data)) 'a purge leaves no data'
