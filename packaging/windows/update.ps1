# Brings a new version onto a terminal: never during a visit, and back to the last good one if it does not work.
# As SYSTEM or an administrator: powershell -ExecutionPolicy AllSigned -File update.ps1 -Package schalter.msi [-NoRestart]
# Leaves with 0 done, 3010 done and a restart is due, 1618 somebody is here (try again), 1603 failed, 1625 not signed.
# docs/windows.md explains it; what it did stands in the event log (Application, source Schalter).
#Requires -Version 5.1
#Requires -RunAsAdministrator
[CmdletBinding(DefaultParameterSetName = 'Install')]
param(
    [Parameter(Mandatory, ParameterSetName = 'Install')] [string] $Package,
    [Parameter(ParameterSetName = 'Install')] [string] $Publisher = '',
    [Parameter(ParameterSetName = 'Install')] [switch] $NoRestart,
    # Only for the task that this script leaves for the next start.
    [Parameter(Mandatory, ParameterSetName = 'Verify')] [switch] $Verify
)
Set-StrictMode -Version Latest
$ErrorActionPreference = 'Stop'

$kiosk = Join-Path $env:ProgramFiles 'Schalter\kiosk.exe'
# Only administrators write below Program Files: what is installed as SYSTEM must not lie where others can change it.
$store = Join-Path $env:ProgramFiles 'Schalter Updates'
$candidate = Join-Path $store 'candidate.msi'
$lastGood = Join-Path $store 'last-good.msi'
$task = 'Schalter verifies its update'
$startedSeconds = 120

function Write-Told([int] $Id, [string] $Text, [string] $Kind = 'Information') {
    Write-Output $Text
    if ([Diagnostics.EventLog]::SourceExists('Schalter')) {
        Write-EventLog -LogName Application -Source Schalter -EventId $Id -EntryType $Kind -Message $Text
    }
}

function Invoke-Installer([string[]] $Words) {
    $log = Join-Path $store ('msiexec-{0:yyyyMMdd-HHmmss}.log' -f (Get-Date))
    $all = $Words + @('/qn', '/norestart', '/l*v', "`"$log`"")
    return (Start-Process -FilePath msiexec.exe -ArgumentList $all -Wait -PassThru).ExitCode
}

# Whoever runs this is not who runs the kiosk: they meet in a folder that policy names for both.
function Test-Meeting {
    $policy = Get-Item -LiteralPath 'HKLM:\Software\Policies\Schalter' -ErrorAction SilentlyContinue
    return ($null -ne $policy) -and ($null -ne $policy.GetValue('state_folder'))
}

function Test-Running {
    return $null -ne (Get-Process -Name @('schalter', 'kiosk') -ErrorAction SilentlyContinue)
}

function Invoke-Gate {
    if (-not (Test-Path -LiteralPath $kiosk)) { return }
    if (-not (Test-Meeting)) {
        if (Test-Running) {
            Write-Told 104 'A kiosk runs, and no policy names state_folder: nobody can say whether a visitor is here.' Warning
            exit 1618
        }
        return
    }
    & $kiosk update gate
    if ($LASTEXITCODE -eq 0) { return }
    if ($LASTEXITCODE -eq 75) {
        Write-Told 102 'Somebody is at the terminal; the update waits.'
        exit 1618
    }
    # No settings yet, or a folder that cannot be written: where no kiosk runs, nobody is there.
    if (Test-Running) {
        Write-Told 105 "kiosk update gate left with $LASTEXITCODE; see docs\updates.md." Warning
        exit 1618
    }
}

function Copy-Judged {
    New-Item -ItemType Directory -Path $store -Force | Out-Null
    Copy-Item -LiteralPath $Package -Destination $candidate -Force
    $signature = Get-AuthenticodeSignature -LiteralPath $candidate
    $signer = if ($signature.SignerCertificate) { $signature.SignerCertificate.Subject } else { 'nobody' }
    if ($signature.Status -ne 'Valid' -or ($Publisher -and $signer -ne $Publisher)) {
        Remove-Item -LiteralPath $candidate
        Write-Told 103 "The package is not taken: $($signature.Status), signed by $signer." Error
        exit 1625
    }
}

function Register-Verification {
    # Intune deletes what it brought along as soon as this ends.
    $kept = Join-Path $store 'update.ps1'
    if ($PSCommandPath -ne $kept) { Copy-Item -LiteralPath $PSCommandPath -Destination $kept -Force }
    $words = "-NoProfile -NonInteractive -ExecutionPolicy AllSigned -File `"$kept`" -Verify"
    $action = New-ScheduledTaskAction -Execute powershell.exe -Argument $words
    $trigger = New-ScheduledTaskTrigger -AtStartup
    Register-ScheduledTask -TaskName $task -Action $action -Trigger $trigger -User SYSTEM -RunLevel Highest -Force | Out-Null
}

function Restore-LastGood {
    if (-not (Test-Path -LiteralPath $lastGood)) {
        Write-Told 112 'The new version does not work, and there is no former one to go back to.' Error
        exit 1603
    }
    # An installed version never goes down: the new one is removed first. Settings and enrolment stay.
    $removed = Invoke-Installer @('/x', "`"$candidate`"")
    $restored = Invoke-Installer @('/i', "`"$lastGood`"")
    $worked = $restored -in 0, 3010
    $kind = if ($worked) { 'Warning' } else { 'Error' }
    Write-Told 111 "The new version does not work and was taken back: msiexec $removed, $restored." $kind
    & $kiosk update release
    if ($worked) { Restart-Computer -Force }
    exit 1603
}

function Confirm-Version([string[]] $Words) {
    & $kiosk update verify @Words
    if ($LASTEXITCODE -ne 0) { Restore-LastGood }
    Move-Item -LiteralPath $candidate -Destination $lastGood -Force
    Write-Told 101 'The new version works.'
}

if ($Verify) {
    Unregister-ScheduledTask -TaskName $task -Confirm:$false
    Confirm-Version @('--started', "$startedSeconds")
    exit 0
}

Copy-Judged
Invoke-Gate
Write-Told 100 'Nobody is at the terminal; the update begins.'
$code = Invoke-Installer @('/i', "`"$candidate`"")
if ($code -notin 0, 3010) {
    # Windows Installer has put everything back by itself.
    Write-Told 110 "msiexec left with $code; the former version is still there." Error
    if (Test-Path -LiteralPath $kiosk) { & $kiosk update release }
    exit 1603
}
if ($NoRestart) {
    Confirm-Version @()
    exit $code
}
Register-Verification
Restart-Computer -Force
exit 3010
