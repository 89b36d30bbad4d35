using Microsoft.Playwright;
using Twin.Cli.Music;

namespace Twin.Tests.Cli.Reports;

public sealed class ReportInBrowserTests(ReportBrowser browser) : FolderTest, IClassFixture<ReportBrowser>
{
    private const int Phone = 390;
    private const int Desk = 1280;

    // A4 less the margins.
    private const int Paper = 700;

    // The names are long, of one word, of one letter, from right to left, of symbols, empty.
    private static readonly ImmutableArray<string> Hostile =
    [
        new('W', 300), "قائمة طويلة جدا من الأغاني العربية القديمة والجديدة ٢٠٢٦ ", "שיר עם hello באמצע (2026) ",
        string.Concat(Enumerable.Repeat("👩‍👩‍👧‍👦🏳️‍🌈🇪🇺", 20)), HostileText.Name, "<script>document.title='x'</script>", "日本語のとても長い名前です日本語のとても長い名前です",
        " ", string.Concat(Enumerable.Repeat("word ", 60)),
    ];

    public static TheoryData<string, int, ColorScheme> Views => new MatrixTheoryData<string, int, ColorScheme>(
        [.. Pages.Keys], [Phone, Desk], [ColorScheme.Light, ColorScheme.Dark]);

    private static ImmutableSortedDictionary<string, Func<ReportContent>> Pages { get; } =
        new Dictionary<string, Func<ReportContent>>
        {
            ["a day"] = () => SampleReports.Create(1, 1, name => name),
            ["a month"] = () => SampleReports.Create(31, 3, name => name),
            ["a year"] = () => SampleReports.Create(31, 2, name => name) with
            {
                Entries = SampleReports.Create(366, 1, name => name).Entries,
            },
            ["a failed run"] = () => SampleReports.Failed(name => name),
            ["hostile names"] = () => SampleReports.Failed(
                name => Hostile[(name.Length + name[^1]) % Hostile.Length] + name),
            ["no data"] = () => new ReportContent(
                Records.Full(name => name) with { Playlists = [], Failures = [] },
                [new MusicQuery("rank_history", "?", null, RankCharts.History.Columns, [])]),
        }.ToImmutableSortedDictionary();

    [Theory, MemberData(nameof(Views))]
    public async Task The_page_fits_its_window_asks_for_nothing_and_says_nothing_to_the_console(
        string name, int width, ColorScheme scheme)
    {
        await using var context = await ContextAsync(width, scheme);
        var page = await context.NewPageAsync();
        var (messages, requests) = (new List<string>(), new List<string>());
        page.Console += (_, message) => messages.Add(message.Text);
        page.PageError += (_, error) => messages.Add(error);
        page.Request += (_, request) => requests.Add(request.Url);

        var address = await OpenAsync(page, name);

        Assert.Empty(messages);
        Assert.Equal([address], requests);
        Assert.Equal(width, await page.EvaluateAsync<int>("document.documentElement.scrollWidth"));
        Assert.StartsWith("SpotifyStack run", await page.TitleAsync(), StringComparison.Ordinal);
    }

    [Theory, MemberData(nameof(Views))]
    public async Task Every_text_has_contrast(string name, int width, ColorScheme scheme)
    {
        await using var context = await ContextAsync(width, scheme);
        var page = await context.NewPageAsync();
        await OpenAsync(page, name);

        Assert.Empty(await page.EvaluateAsync<string[]>(
            """
            () => {
              const part = value => (value /= 255) <= 0.04045 ? value / 12.92 : ((value + 0.055) / 1.055) ** 2.4;
              const luminance = ([r, g, b]) => 0.2126 * part(r) + 0.7152 * part(g) + 0.0722 * part(b);
              const numbers = text => text.match(/[\d.]+/g).map(Number);
              const groundOf = element => {
                for (let at = element; at; at = at.parentElement) {
                  const colour = numbers(getComputedStyle(at).backgroundColor);
                  if (colour.length < 4 || colour[3] > 0.99) return colour;
                }
                return [255, 255, 255];
              };
              document.querySelectorAll('details').forEach(details => details.open = true);
              const found = new Set();
              for (const element of document.body.querySelectorAll('*')) {
                const own = [...element.childNodes].some(node => node.nodeType === 3 && node.data.trim());
                if (!own || !element.checkVisibility() || ['title', 'desc', 'style'].includes(element.tagName)) continue;
                const style = getComputedStyle(element);
                const svg = element instanceof SVGElement;
                if (svg && element.tagName !== 'text') continue;
                const [a, b] = [luminance(numbers(svg ? style.fill : style.color)), luminance(groundOf(element))];
                const contrast = (Math.max(a, b) + 0.05) / (Math.min(a, b) + 0.05);
                if (contrast < 4.5) found.add(`${element.tagName}.${element.getAttribute('class')}: ${contrast.toFixed(2)}`);
              }
              return [...found];
            }
            """));
    }

    [Theory]
    [InlineData(Phone)]
    [InlineData(Desk)]
    public async Task Every_picture_that_is_shown_has_a_name_a_description_and_its_table(int width)
    {
        await using var context = await ContextAsync(width, ColorScheme.Light);
        var page = await context.NewPageAsync();
        await OpenAsync(page, "a month");

        var pictures = await page.Locator("svg:visible").AllAsync();

        Assert.InRange(pictures.Count, 15, 60);
        foreach (var picture in pictures)
        {
            Assert.Equal("img", await picture.GetAttributeAsync("role"));
            Assert.NotEmpty((await picture.Locator("> title").TextContentAsync())!);
            Assert.NotEmpty((await picture.Locator("> desc").TextContentAsync())!);
            Assert.Equal(1, await picture.Locator("xpath=ancestor::figure").Locator("table").CountAsync());
        }
    }

    [Fact]
    public async Task Each_chart_is_shown_in_the_one_size_that_fits()
    {
        await using var context = await ContextAsync(Desk, ColorScheme.Light);
        var page = await context.NewPageAsync();
        await OpenAsync(page, "a month");
        var (wide, narrow) = (page.Locator("#rank-history-1 .wide"), page.Locator("#rank-history-1 .narrow"));

        Assert.Equal((true, false), (await wide.IsVisibleAsync(), await narrow.IsVisibleAsync()));
        await page.SetViewportSizeAsync(Phone, 800);
        Assert.Equal((false, true), (await wide.IsVisibleAsync(), await narrow.IsVisibleAsync()));
    }

    [Fact]
    public async Task The_first_key_leads_past_the_links()
    {
        await using var context = await ContextAsync(Phone, ColorScheme.Light);
        var page = await context.NewPageAsync();
        await OpenAsync(page, "a day");

        await page.Keyboard.PressAsync("Tab");
        Assert.Equal("Skip to the content", await page.EvaluateAsync<string>("document.activeElement.textContent"));
        Assert.InRange((await page.Locator(".skip").BoundingBoxAsync())!.X, 0, Phone);
        await page.Keyboard.PressAsync("Enter");
        Assert.Equal("content", await page.EvaluateAsync<string>("document.activeElement.id"));
    }

    [Fact]
    public async Task The_keyboard_opens_a_table_and_scrolls_it()
    {
        await using var context = await ContextAsync(Phone, ColorScheme.Light);
        var page = await context.NewPageAsync();
        await OpenAsync(page, "a month");
        var figure = page.Locator("#rank-history-1");

        await figure.Locator("summary").FocusAsync();
        await page.Keyboard.PressAsync("Enter");
        await page.Keyboard.PressAsync("Tab");
        await page.Keyboard.PressAsync("ArrowRight");

        // A page without scripts refuses what Playwright waits with.
        Assert.True(await page.EvaluateAsync<bool>(
            """
            async () => {
                const scrolled = () => document.activeElement.matches('.scroll') && document.activeElement.scrollLeft > 0;
                for (let frame = 0; frame < 600 && !scrolled(); frame++) {
                    await new Promise(requestAnimationFrame);
                }
                return scrolled();
            }
            """));
    }

    [Theory]
    [InlineData("a month")]
    [InlineData("hostile names")]
    public async Task A_printed_page_is_light_and_as_wide_as_its_paper(string name)
    {
        await using var context = await ContextAsync(Paper, ColorScheme.Dark);
        var page = await context.NewPageAsync();
        await OpenAsync(page, name);

        await page.EmulateMediaAsync(new PageEmulateMediaOptions { Media = Media.Print });

        Assert.Equal(Paper, await page.EvaluateAsync<int>("document.documentElement.scrollWidth"));
        Assert.Equal(
            "rgb(255, 255, 255)", await page.EvaluateAsync<string>("getComputedStyle(document.body).backgroundColor"));
        Assert.True(await page.Locator("#rank-history-1 .wide").IsVisibleAsync());
    }

    [Fact]
    public async Task On_paper_each_part_begins_a_page_and_each_heading_has_something_below_it()
    {
        await using var context = await ContextAsync(Paper, ColorScheme.Light);
        var page = await context.NewPageAsync();
        await OpenAsync(page, "a month");

        await page.EmulateMediaAsync(new PageEmulateMediaOptions { Media = Media.Print });

        Assert.Equal(
            ["changes: auto", "charts: page", "listening: page", "queries: page", "run: page"],
            await page.EvaluateAsync<string[]>(
                "[...document.querySelectorAll('h2')].map(h => `${h.id}: ${getComputedStyle(h).breakBefore}`)"));
        Assert.Empty(await page.EvaluateAsync<string[]>(
            """
            () => [...document.querySelectorAll('h3, h4')].filter(heading => {
              for (let at = heading.nextElementSibling; at; at = at.nextElementSibling) {
                if (at.getBoundingClientRect().height > 0) return /^H[234]$/.test(at.tagName) && at.tagName <= heading.tagName;
              }
              return true;
            }).map(heading => heading.textContent)
            """));
    }

    [Fact]
    public async Task A_name_has_its_own_direction()
    {
        await using var context = await ContextAsync(Desk, ColorScheme.Light);
        var page = await context.NewPageAsync();
        var file = HtmlReport.Write(
            Folder.Root, SampleReports.Create(2, 1, text => text.Replace("Playlist", "קצר", StringComparison.Ordinal)));
        await page.GotoAsync(new Uri(file).AbsoluteUri);

        Assert.Equal("rtl", await page.EvaluateAsync<string>(
            "getComputedStyle(document.querySelector('#rank-history-1 figcaption bdi')).direction"));
    }

    private async Task<IBrowserContext> ContextAsync(int width, ColorScheme scheme) =>
        await browser.Browser.NewContextAsync(new BrowserNewContextOptions
        {
            ViewportSize = new ViewportSize { Width = width, Height = 900 },
            ColorScheme = scheme,
        });

    private async Task<string> OpenAsync(IPage page, string name)
    {
        var address = new Uri(HtmlReport.Write(Folder.Root, Pages[name]())).AbsoluteUri;
        await page.GotoAsync(address);
        return address;
    }
}
