"""A headless Chromium, for the figures' stills, the printed book and the tests of the site."""

import shutil
from typing import Any

from labsupport.errors import InputError

# It asks for nothing that a page does not ask for; its profile is a folder that ends with it.
ARGUMENTS = (
    "--headless=new", "--no-sandbox", "--disable-gpu", "--disable-quic", "--disable-dev-shm-usage",
    "--no-first-run", "--disable-background-networking", "--disable-component-update",
    "--disable-sync",
)  # fmt: skip


def driver(width: int = 800, height: int = 1400, scale: float = 1.0) -> Any:
    """A browser that logs its console and its requests.

    Args:
        width, height: of the window, in CSS pixels.
        scale: pixels of the screen for one of these.

    Raises:
        InputError: there is none.
    """
    chromium, chromedriver = shutil.which("chromium"), shutil.which("chromedriver")
    if not (chromium and chromedriver):
        raise InputError(
            "Chromium and its driver are needed: apt-get install chromium chromium-driver"
        )
    try:
        from selenium import webdriver
        from selenium.webdriver.chrome.service import Service
    except ModuleNotFoundError as error:
        raise InputError("this needs one more package: pip install selenium") from error
    options = webdriver.ChromeOptions()
    options.binary_location = chromium
    for argument in ARGUMENTS:
        options.add_argument(argument)
    options.set_capability("goog:loggingPrefs", {"browser": "ALL", "performance": "ALL"})
    browser = webdriver.Chrome(options, Service(chromedriver))
    browser.set_script_timeout(60)
    browser.get("about:blank")  # instead of the page for new tabs, which asks for much
    metrics = {"width": width, "height": height, "deviceScaleFactor": scale, "mobile": False}
    browser.execute_cdp_cmd("Emulation.setDeviceMetricsOverride", metrics)  # windows are wider
    return browser
