# A terminal is awake as long as it has power, and leaves no image of its memory on the disk.
# As an administrator, once: powershell -ExecutionPolicy AllSigned -File power.ps1
#Requires -Version 5.1
#Requires -RunAsAdministrator
Set-StrictMode -Version Latest
$ErrorActionPreference = 'Stop'

foreach ($timer in 'monitor-timeout-ac', 'standby-timeout-ac', 'hibernate-timeout-ac', 'disk-timeout-ac') {
    powercfg /change $timer 0
    if ($LASTEXITCODE -ne 0) { throw "powercfg refuses $timer" }
}
# Takes hiberfil.sys away, and fast start-up with it: both hold what was in memory.
powercfg /hibernate off
if ($LASTEXITCODE -ne 0) { throw 'powercfg refuses to switch hibernation off' }
# The power button shuts down in order; the lid and the sleep button do nothing.
foreach ($setting in @(@('PBUTTONACTION', 3), @('SBUTTONACTION', 0), @('LIDACTION', 0))) {
    powercfg /setacvalueindex SCHEME_CURRENT SUB_BUTTONS $setting[0] $setting[1]
}
powercfg /setactive SCHEME_CURRENT
