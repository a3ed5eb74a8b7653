# Builds the Windows package, on Windows: dist\schalter-VERSION.msi.
#   powershell -File packaging\windows\build.ps1 [-Sign THUMBPRINT] [-Rehearsal] [-Reuse]
# Needs Python from python.org (64 bits), .NET 8 and WiX 5: dotnet tool install --global wix --version 5.0.2
# -Reuse takes the application that was built before. With -Rehearsal the package can be told to fail (WIXFAILWHENDEFERRED=1), to see that it is rolled back.
#Requires -Version 5.1
param([string] $Out = 'dist', [string] $Sign = '', [switch] $Rehearsal, [switch] $Reuse)
Set-StrictMode -Version Latest
$ErrorActionPreference = 'Stop'

$here = $PSScriptRoot
$root = Split-Path -Parent (Split-Path -Parent $here)
$timestamps = 'http://timestamp.digicert.com'

function Invoke-Checked([string] $Program, [string[]] $Words) {
    & $Program @Words
    if ($LASTEXITCODE -ne 0) { throw "$Program $Words failed with $LASTEXITCODE" }
}

function Add-Signature([string[]] $Files) {
    if ($Sign) {
        Invoke-Checked 'signtool' (@('sign', '/sha1', $Sign, '/fd', 'sha256', '/tr', $timestamps, '/td', 'sha256') + $Files)
    }
}

# For whoever sets up the machine, guides, policy templates, lockdown and update go along.
function New-Payload {
    Invoke-Checked 'python' @('packaging\build.py', '--out', $Out, '--no-package')
    $made = Join-Path (Resolve-Path -LiteralPath $Out) 'schalter'
    Copy-Item -Recurse -Force docs (Join-Path $made 'guides')
    foreach ($part in 'lockdown', 'policy', 'update.ps1') {
        Copy-Item -Recurse -Force (Join-Path $here $part) (Join-Path $made $part)
    }
    $programs = @('schalter.exe', 'kiosk.exe') | ForEach-Object { Join-Path $made $_ }
    $scripts = Get-ChildItem -Recurse -Filter *.ps1 -LiteralPath $made | ForEach-Object FullName
    Add-Signature ($programs + $scripts)
}

Push-Location $root
try {
    if (-not $Reuse) { New-Payload }
    $payload = Join-Path (Resolve-Path -LiteralPath $Out) 'schalter'

    $version = (& python -c "import sys; sys.path.insert(0, 'packaging'); import build; print(build.version())").Trim()
    $package = Join-Path (Resolve-Path -LiteralPath $Out) "schalter-$version.msi"
    $words = @('build', (Join-Path $here 'schalter.wxs'), '-arch', 'x64', '-o', $package, '-pdbtype', 'none')
    $words += @('-d', "Version=$version", '-d', "Payload=$payload", '-d', "Source=$here")
    $words += @('-ext', 'WixToolset.Util.wixext')
    if ($Rehearsal) { $words += @('-d', 'Rehearsal=yes') }
    Invoke-Checked 'wix' @('extension', 'add', '--global', 'WixToolset.Util.wixext/5.0.2')
    Invoke-Checked 'wix' $words
    # ICE43 and ICE57 want the mark of a shortcut under HKCU; this one is for everybody, installed by SYSTEM.
    Invoke-Checked 'wix' @('msi', 'validate', '-sice', 'ICE43', '-sice', 'ICE57', $package)
    Add-Signature @($package)
    Get-FileHash -Algorithm SHA256 -LiteralPath $package | ForEach-Object { "$($_.Hash.ToLower())  $(Split-Path -Leaf $_.Path)" } |
        Set-Content -Encoding Ascii (Join-Path $Out 'SHA256SUMS.msi')
    Write-Output $package
} finally {
    Pop-Location
}
