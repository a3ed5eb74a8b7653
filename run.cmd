@echo off
rem Schalter's one command on Windows: run demo, run tour, run test, run setup, run kiosk ARGS.
rem It needs Python 3.11 or newer (the py launcher or python on the path) and sets up the rest.
setlocal
cd /d "%~dp0"
set COMMAND=%~1
if "%COMMAND%"=="" goto usage

where py >nul 2>nul && (set PYTHON=py -3) || (set PYTHON=python)
%PYTHON% -c "import sys; sys.exit(sys.version_info < (3, 11))" || (
  echo Schalter needs Python 3.11 or newer from python.org.
  exit /b 1
)
fc /b requirements\dev.txt .venv\.made >nul 2>nul || (
  echo Making the virtual environment ^(once, about a minute^)
  if exist .venv rmdir /s /q .venv
  %PYTHON% -m venv .venv || exit /b 1
  .venv\Scripts\python -m pip install --quiet --disable-pip-version-check --require-hashes --requirement requirements\dev.txt || exit /b 1
  copy /y requirements\dev.txt .venv\.made >nul
)
.venv\Scripts\python packaging\texts.py || exit /b 1

for /f "tokens=1,* delims= " %%a in ("%*") do set ARGS=%%b
if "%COMMAND%"=="setup" exit /b 0
if "%COMMAND%"=="demo" goto program
if "%COMMAND%"=="tour" goto program
if "%COMMAND%"=="kiosk" goto kiosk
if "%COMMAND%"=="test" goto test
:usage
echo run demo ^| tour ^| test ^| setup ^| kiosk ARGS
exit /b 2
:program
.venv\Scripts\python -m kiosk %COMMAND% %ARGS%
exit /b %ERRORLEVEL%
rem Within parentheses the exit code would be read before the program runs: hence the labels.
:kiosk
.venv\Scripts\python -m kiosk %ARGS%
exit /b %ERRORLEVEL%
:test
set QT_QPA_PLATFORM=offscreen
.venv\Scripts\python -m ruff check . || exit /b 1
.venv\Scripts\python -m mypy || exit /b 1
.venv\Scripts\python -m pytest %ARGS%
exit /b %ERRORLEVEL%
