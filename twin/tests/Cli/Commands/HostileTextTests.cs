using Twin.Tests.Spotify;

namespace Twin.Tests.Cli.Commands;

/// <summary>Names that others have given steer nobody's terminal, whichever command shows them.</summary>
public sealed class HostileTextTests(HostileRun run) : FolderTest, IClassFixture<HostileRun>
{
    // The tables keep a line break of any kind as a space.
    private const string Shown = @"a\u001b]52;c;QUJD\u0007b\u009b31mc\u202ed\u2066e\ufefff g h\u007fi Done\u0009j [red]k[/] ";

    [Fact]
    public void A_run_shows_names_and_folders()
    {
        AssertHarmless(run.End, ExitCodes.Done);
        Assert.Contains(Shown, run.End.Output, StringComparison.Ordinal);
        Assert.Contains(HostileText.OptionShown, run.End.Output, StringComparison.Ordinal);
    }

    [Fact]
    public void Captured_playlists_are_read_on_one_day()
    {
        Assert.Single(
            run.End.Output.Split('\n'),
            line => line.Contains("spotify-dev-schedule fires: cron", StringComparison.Ordinal));
        Assert.Contains("fires: 1 playlist complete, 1 entries", run.End.Output, StringComparison.Ordinal);
    }

    [Fact]
    public void The_files_of_a_run_have_the_names_as_they_are()
    {
        Assert.Contains(
            "a\u001b]52;c;QUJD\u0007b\u009b31mc\u202ed\u2066e\ufefff",
            File.ReadAllText(Path.Combine(run.Out, "queries", "top_songs.csv")),
            StringComparison.Ordinal);
        using var record = JsonDocument.Parse(File.ReadAllBytes(Path.Combine(run.Out, "run.json")));
        Assert.StartsWith(
            HostileText.Name[..^1],
            record.RootElement.GetProperty("playlists")[0].GetProperty("name").GetString(),
            StringComparison.Ordinal);
    }

    [Fact]
    public void The_report_shows_names()
    {
        var page = File.ReadAllText(Path.Combine(run.Out, HtmlReport.FileName));

        HostileText.AssertHarmless(page);
        Assert.Contains(Shown, page, StringComparison.Ordinal);
        Assert.Contains(@"\u2028g\u0085h\u007fi\u000dDone\u0009j", page, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_query_shows_names_and_its_own_columns()
    {
        var end = await TwinCommand.RunAsync(
            "query", "SELECT name AS \"\u001b]0;x\u0007\" FROM songs UNION ALL SELECT chr(155)", "--out", run.Out);

        AssertHarmless(end, ExitCodes.Done);
        Assert.StartsWith("\"\\u001b]0;x\\u0007\"\n", end.Output, StringComparison.Ordinal);
        Assert.Contains(Shown, end.Output, StringComparison.Ordinal);
        Assert.Contains("\"\\u009b\"\n", end.Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_comparison_shows_folders_and_names()
    {
        foreach (var name in (string[])["run.json", "stack.json"])
        {
            var file = JsonNode.Parse(File.ReadAllText(Path.Combine(run.Out, name)))!;
            file["stack"] = HostileText.Name;
            Folder.Write(Path.Combine(HostileText.Option, name), file.ToJsonString());
        }

        var other = Path.Combine(Folder.Root, HostileText.Option);

        AssertHarmless(await TwinCommand.RunAsync("diff", run.Out, other), ExitCodes.Done);
        AssertHarmless(await TwinCommand.RunAsync("diff", run.Out, other + "\u001b"), ExitCodes.Wrong);
    }

    [Fact]
    public async Task A_replay_shows_folders_and_differences()
    {
        var songs = Directory.EnumerateFiles(
            Path.Combine(run.Out, "s3", "spotify-dev-processed", "albums"), "*.csv", SearchOption.AllDirectories);
        File.WriteAllText(Assert.Single(songs), "\"album_id\"\n");

        var end = await TwinCommand.RunAsync("replay", "--from", "2026-11-01", "--to", "2026-11-01", "--out", run.Out);

        AssertHarmless(end, ExitCodes.Done);
        Assert.Contains($"{HostileText.OptionShown}\n  [red]Done", end.Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_redrive_shows_what_waits()
    {
        var record = JsonNode.Parse(File.ReadAllText(Path.Combine(run.Out, "run.json")))!;
        record["messages"] = new JsonArray(
            Message("no failure at all"),
            Message(new JsonObject
            {
                ["requestContext"] = new JsonObject
                {
                    ["functionArn"] = "arn:aws:lambda:eu-central-1:1:function:" + HostileText.Name + ":1",
                },
                ["requestPayload"] = new JsonObject(),
                ["timestamp"] = "2026-11-01T06:00:00Z",
            }.ToJsonString()));
        Folder.Write("out/run.json", record.ToJsonString());
        Directory.CreateDirectory(Path.Combine(Folder.Root, "out", "s3"));

        var end = await TwinCommand.RunAsync("redrive", "--out", Path.Combine(Folder.Root, "out"));

        AssertHarmless(end, ExitCodes.Failed);
        Assert.Contains(HostileText.Shown.TrimEnd(@"\ud83d".ToCharArray()), end.Errors, StringComparison.Ordinal);

        static JsonObject Message(string body) => new()
        {
            ["queue"] = "spotify-dev-failures",
            ["id"] = HostileText.Name,
            ["sentAt"] = "2026-11-01T06:00:00Z",
            ["body"] = body,
        };
    }

    [Fact]
    public async Task A_login_shows_what_came_back()
    {
        await using var user = await SandboxUser.StartAsync(new SandboxOptions { Content = _ => [] });
        using var process = LocalProgram.Start(
            [
                "login", "--client-id", "5b0d4a7be2c84f6b9a3d1c0e8f7a6b59", "--port", "0", "--show-secret",
                "--no-browser", "--accounts", user.Sandbox.AccountsBaseAddress.AbsoluteUri,
            ],
            new() { [SpotifyVariables.ClientSecret] = "sandbox-client-secret" });
        using var browser = new HttpClient();
        string line;
        do
        {
            line = await process.StandardError.ReadLineAsync(Cancel) ?? "";
        }
        while (!line.StartsWith(user.Sandbox.AccountsBaseAddress.AbsoluteUri, StringComparison.Ordinal));

        var asked = System.Web.HttpUtility.ParseQueryString(new Uri(line).Query);
        using var shown = await browser.GetAsync(
            new Uri($"{asked["redirect_uri"]}?state={asked["state"]}&error={Uri.EscapeDataString(HostileText.Option)}"),
            Cancel);
        var end = await LocalProgram.EndOfAsync(process);

        AssertHarmless(end, ExitCodes.Failed);
        Assert.Contains(HostileText.OptionShown, end.Errors, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("run", "--frobnicate" + HostileText.Option)]
    [InlineData("run", "--era", HostileText.Option)]
    [InlineData("run", "--stack", HostileText.Option)]
    [InlineData("run", "--playlist", HostileText.Option)]
    [InlineData("query", "--name", HostileText.Option)]
    [InlineData("query", "SELECT '" + HostileText.Option + "' FROM \"" + HostileText.Option + "\"")]
    [InlineData("cost", "--stack", HostileText.Option)]
    [InlineData("cost", "--playlists", HostileText.Option)]
    [InlineData("graph", "--stack", HostileText.Option)]
    [InlineData("replay", "--from", HostileText.Option, "--to", "2026-11-01")]
    [InlineData("redrive", "--out", HostileText.Option)]
    [InlineData("login", "--accounts", HostileText.Option)]
    [InlineData("diff", HostileText.Option, HostileText.Option)]
    [InlineData(HostileText.Option)]
    public async Task A_refusal_shows_what_was_given(params string[] arguments)
    {
        string[] folder = arguments is ["query", ..] ? ["--out", run.Out] : [];
        var end = await TwinCommand.RunAsync([.. arguments, .. folder]);

        AssertHarmless(end, ExitCodes.Wrong);
        Assert.Contains(HostileText.OptionShown, end.Errors, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_refused_file_shows_its_content()
    {
        var file = Folder.Write(
            "error.json",
            new JsonObject
            {
                ["error"] = new JsonObject { ["status"] = 401, ["message"] = HostileText.Name },
            }.ToJsonString());

        var end = await TwinCommand.RunAsync("run", "--playlist", file, "--out", Path.Combine(Folder.Root, "out"));

        AssertHarmless(end, ExitCodes.Wrong);
        Assert.Contains(@"401 a\u001b]52;c;QUJD\u0007", end.Errors, StringComparison.Ordinal);
    }

    private static void AssertHarmless(ProgramEnd end, int exitCode)
    {
        Assert.True(end.ExitCode == exitCode, end.Output + end.Errors);
        HostileText.AssertHarmless(end.Output);
        HostileText.AssertHarmless(end.Errors);
    }
}
