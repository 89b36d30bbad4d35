using Microsoft.Playwright;
using Twin.Cli.Processes;

namespace Twin.Tests.Cli.Reports;

/// <summary>The system's Chromium, shared by the tests of a class.</summary>
public sealed class ReportBrowser : IAsyncLifetime
{
    // Chromium asks its maker's servers for updates of its own accord.
    private static readonly string[] Arguments =
    [
        "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking",
        "--disable-component-update", "--disable-sync",
    ];

    private IPlaywright? _playwright;
    private IBrowser? _browser;

    /// <summary>A browser; null where the machine has none.</summary>
    public IBrowser Browser
    {
        get
        {
            Assert.SkipWhen(_browser is null, "There is no chromium or google-chrome in PATH.");
            return _browser!;
        }
    }

    public async ValueTask InitializeAsync()
    {
        var path = Environment.GetEnvironmentVariable("PATH");
        if (((string[])["chromium", "chromium-browser", "google-chrome"])
            .Select(name => CommandLineTool.Find(name, path)).OfType<CommandLineTool>().FirstOrDefault() is { } program)
        {
            _playwright = await Playwright.CreateAsync();
            _browser = await _playwright.Chromium.LaunchAsync(
                new BrowserTypeLaunchOptions { ExecutablePath = program.File, Args = Arguments });
        }
    }

    public async ValueTask DisposeAsync()
    {
        if (_browser is not null)
        {
            await _browser.DisposeAsync();
        }

        _playwright?.Dispose();
    }
}
