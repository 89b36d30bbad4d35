namespace Twin.Tests.Cli.Commands;

/// <summary>A wrong command or input gets one clear message and exit code 2, and nothing is started.</summary>
public sealed class WrongInputTests : FolderTest
{
    private string Out => Path.Combine(Folder.Root, "out");

    [Theory]
    [InlineData("Required command was not provided.")]
    [InlineData("Unrecognized command or argument 'rnu'.", "rnu")]
    [InlineData("Unrecognized command or argument '--frobnicate'.", "run", "--frobnicate")]
    [InlineData("--era is 'nonsense'. It accepts legacy or 2026.", "run", "--era", "nonsense")]
    [InlineData("--faults is 'some'. It accepts none, usual or chaos.", "run", "--faults", "some")]
    [InlineData("--until is 'load'. It accepts extract, transform, publish or query.", "run", "--until", "load")]
    [InlineData("--assume-otherwise is 'nothing'. It accepts new-roles, metric-lines, function-role, crawler-permissions, ",
        "run", "--assume-otherwise", "nothing", "--assume-otherwise", "new-roles")]
    [InlineData("and --assume-otherwise is for the sandbox.", "run", "--live", "--assume-otherwise", "new-roles")]
    [InlineData("--seed make synthetic playlists", "run", "--playlist", "any.json", "--seed", "3")]
    [InlineData("--tracks make synthetic playlists, and --plays with a file gives captured plays only", "run",
        "--plays", "any.json", "--tracks", "3")]
    [InlineData("Leave the file of --plays out.", "run", "--live", "--plays", "any.json")]
    [InlineData("any.json: there is no such file", "run", "--plays", "any.json")]
    [InlineData("--days is '0'. It accepts a whole number from 1 to 366.", "run", "--days", "0")]
    [InlineData("--days is 'two'.", "run", "--days", "two")]
    [InlineData("--tracks is '-1'.", "run", "--tracks", "-1")]
    [InlineData("--seed is 'x'. It accepts a whole number", "run", "--seed", "x")]
    [InlineData("--tracks make synthetic playlists", "run", "--playlist", "any.json", "--tracks", "3")]
    [InlineData("There is no stack 'nope'", "run", "--stack", "nope")]
    [InlineData("Choose one of: dev, prod, weekly.", "graph", "--stack", "nope")]
    [InlineData("Unrecognized command or argument 'x'.", "graph", "x")]
    [InlineData("--account is '1234'. It accepts the number of an AWS account", "permissions", "--account", "1234")]
    [InlineData("--seeds is '0'. It accepts a whole number from 1 to 1000000.", "chaos", "--seeds", "0")]
    [InlineData("--limit is '10'. It accepts a whole number from 2000 to ", "diff", "a", "b", "--limit", "10")]
    [InlineData("--live reads Spotify itself, and --days and --seed are for the sandbox.",
        "run", "--live", "--days", "2", "--seed", "1")]
    [InlineData("and --playlist is for the sandbox.", "run", "--live", "--playlist", "any.json")]
    [InlineData("and --era and --faults are for the sandbox.", "run", "--live", "--faults", "none", "--era", "2026")]
    [InlineData("--playlist-id names what is at Spotify itself. Add --live", "run", "--playlist-id",
        "3cEYpjA9oz9GiPac4AsH4n")]
    [InlineData("--playlist-id is 'top'. It accepts playlist ids", "run", "--live", "--playlist-id", "top")]
    [InlineData("  SPOTIFY_CLIENT_ID: the app's client id", "run", "--live")]
    [InlineData("  SPOTIFY_CLIENT_SECRET: the app's client secret", "run", "--live")]
    [InlineData("SPOTIFY_REFRESH_TOKEN=\"$(dotnet dev.cs login --stack dev --show-secret)\"", "run", "--live")]
    [InlineData("--history imports an export, and --days and --seed and --live are for reading Spotify.",
        "run", "--history", "any.zip", "--days", "2", "--seed", "1", "--live")]
    [InlineData("any.zip: there is no such file.", "run", "--history", "any.zip", "--until", "transform")]
    [InlineData("--private-sessions is about an export. Add --history", "run", "--private-sessions")]
    [InlineData("import writes to a deployed stack. Name it with --stack, or", "import", "any.zip")]
    [InlineData("The app's client id is missing. Give --client-id, set SPOTIFY_CLIENT_ID, or set the stack's", "login")]
    [InlineData("The app's client secret is missing. Set SPOTIFY_CLIENT_SECRET", "login", "--client-id", "me")]
    [InlineData("--port is '65536'. It accepts a whole number from 0 to 65535.", "login", "--port", "65536")]
    [InlineData("--accounts is 'x'. It accepts an https:// address that ends with a slash, without a user, a query",
        "login", "--accounts", "x")]
    [InlineData("--accounts is 'http://example.com/'. It accepts", "login", "--accounts", "http://example.com/")]
    [InlineData("Required argument missing for option: '--accounts'.", "login", "--accounts")]
    [InlineData("Required argument 'AFTER' missing for command: 'diff'.", "diff", "a")]
    [InlineData("--from is '2026-1-1'. It accepts a day as yyyy-MM-dd", "replay", "--from", "2026-1-1", "--to",
        "2026-11-01")]
    [InlineData("--from is '0001-01-01'. It accepts a day as yyyy-MM-dd, from 2000", "replay", "--from", "0001-01-01",
        "--to", "2026-11-01")]
    [InlineData("--to is 'today'. It accepts a day as yyyy-MM-dd", "replay", "--from", "2026-11-01", "--to", "today")]
    [InlineData("--playlist-id is 'mine', and each playlist that it finds has its own id. Give those ids,", "replay",
        "--from", "2026-11-01", "--to", "2026-11-01", "--playlist-id", "mine")]
    [InlineData("--engine is 'glue'. It accepts function or spark.", "replay", "--from", "2026-11-01", "--to",
        "2026-11-01", "--engine", "glue")]
    [InlineData("--engine spark makes all playlists of the days. Leave out --playlist-id", "replay", "--from",
        "2026-11-01", "--to", "2026-11-01", "--engine", "spark", "--playlist-id", "3cEYpjA9oz9GiPac4AsH4n")]
    [InlineData("--from is later than --to.", "replay", "--from", "2026-11-02", "--to", "2026-11-01")]
    [InlineData("Option '--to' is required.", "replay", "--from", "2026-11-01")]
    [InlineData("Name one of --playlist ID, --user ID and --plays.", "forget")]
    [InlineData("Name one of --playlist ID, --user ID and --plays.", "forget", "--user", "a", "--plays")]
    [InlineData("--from and --to go with --plays.", "forget", "--user", "a", "--from", "2026-11-01")]
    [InlineData("--from is later than --to.", "forget", "--plays", "--from", "2026-11-02", "--to", "2026-11-01")]
    [InlineData("--user is 'spotify:user:a'. It accepts the id alone", "forget", "--user", "spotify:user:a")]
    [InlineData("--playlist is 'mine'. It accepts playlist ids", "forget", "--playlist", "mine")]
    [InlineData("Required argument missing for option: '--from'.", "replay", "--to", "2026-11-01", "--from")]
    [InlineData("Unrecognized command or argument '--nme'.", "query", "--nme")]
    [InlineData("Unrecognized command or argument '--nme'.", "query", "--nme", "top_songs")]
    [InlineData("Put the SQL in quotes.", "query", "SELECT", "1")]
    [InlineData("Unrecognized command or argument '@run.json'.", "@run.json")]
    [InlineData("clientId is 'a\\u0009b'. It accepts letters, digits and signs", "login", "--client-id", "a\tb")]
    [InlineData(
        "--picture is 'top.png'. It accepts a file whose name ends with .svg.", "report", "--picture", "top.png")]
    [InlineData("--year is 'last'. It accepts a year, for example 2025.", "report", "--year", "last")]
    [InlineData("--picture is 'missing/top.svg', and there is no such folder. Make the folder", "report", "--picture",
        "missing/top.svg")]
    public async Task The_message_names_the_mistake_or_the_choices(string message, params string[] arguments)
    {
        string[] ofRun = arguments is ["run", ..] ? ["--out", Out] : [];

        await AssertRefusedAsync(message, [.. arguments, .. ofRun]);
    }

    [Fact]
    public async Task A_query_without_a_run_says_to_run_first()
    {
        await AssertRefusedAsync($"{Out} holds no run", "query", "SELECT 1", "--out", Out);
    }

    [Theory]
    [InlineData("missing.json", null, ": there is no such file")]
    [InlineData("error.json", """{"error":{"status":401,"message":"The access token expired"}}""",
        " is an error body: 401 The access token expired")]
    [InlineData("broken.json", "{\"items\":[\n{]}", " is broken JSON at line 2")]
    [InlineData("empty.json", "", " is empty")]
    public async Task A_file_that_is_no_playlist_is_named(string name, string? text, string message)
    {
        var file = text is null ? Path.Combine(Folder.Root, name) : Folder.Write(name, text);

        await AssertRefusedAsync(file + message, "run", "--playlist", file, "--out", Out);
    }

    [Theory]
    [InlineData("--playlist")]
    [InlineData("--plays")]
    [InlineData("--history")]
    public async Task A_device_in_place_of_a_file_is_refused(string option)
    {
        Assert.SkipWhen(OperatingSystem.IsWindows(), "Windows has no such files");

        await AssertRefusedAsync("/dev/zero is a pipe or a device.", "run", option, "/dev/zero", "--out", Out);
    }

    [Fact]
    public async Task A_captured_error_body_is_named()
    {
        var file = Captures.PathOf("error-404-playlist");

        await AssertRefusedAsync($"{file} is an error body", "run", "--playlist", file, "--out", Out);
    }

    [Fact]
    public async Task A_folder_whose_content_a_run_would_replace_is_left_as_it_is()
    {
        var file = Folder.Write("out/s3/thesis.txt", "years of work");

        await AssertRefusedAsync($"--out {Out}: the folder holds s3 that no run wrote", "run", "--out", Out);

        Assert.Equal("years of work", File.ReadAllText(file));
    }

    private async Task AssertRefusedAsync(string message, params string[] arguments)
    {
        var before = Directory.GetFileSystemEntries(Folder.Root);

        var end = await TwinCommand.RunAsync(arguments);

        Assert.Contains(message, end.Errors, StringComparison.Ordinal);
        Assert.DoesNotContain("   at ", end.Errors, StringComparison.Ordinal);
        Assert.Equal(ExitCodes.Wrong, end.ExitCode);
        Assert.DoesNotContain("EventBridge", end.Output, StringComparison.Ordinal);
        Assert.Equal(before, Directory.GetFileSystemEntries(Folder.Root));
    }
}
