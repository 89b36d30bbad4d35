using Twin.Tests.Cli.Verification;

namespace Twin.Tests.Cli.Commands;

/// <summary>The command <c>query</c> in a pipe: over a small run, and over a deployed stack.</summary>
public sealed class QueryCommandTests : FolderTest
{
    public QueryCommandTests()
    {
        Folder.Write("out/s3/lake/songs/a.csv", "song_id,name\ns1,\"日本 \"\"x\"\"\"\ns2,Plain\n");
        Folder.Write("out/catalog.json", JsonSerializer.Serialize(new Dictionary<string, object>
        {
            ["lake"] = new[]
            {
                new
                {
                    name = "songs",
                    location = "s3://lake/songs/",
                    columns = new[] { new { name = "song_id", type = "string" }, new { name = "name", type = "string" } },
                    partitionKeys = Array.Empty<object>(),
                    partitions = Array.Empty<object>(),
                    serDe = "org.apache.hadoop.hive.serde2.OpenCSVSerde",
                    serDeParameters = new Dictionary<string, string> { ["separatorChar"] = ",", ["quoteChar"] = "\"" },
                    parameters = new Dictionary<string, string> { ["skip.header.line.count"] = "1" },
                },
            },
        }));
        Folder.Write("out/stack.json", JsonSerializer.Serialize(new
        {
            stack = "dev",
            region = "eu-central-1",
            resources = new[]
            {
                NamedQuery("second", "How many songs are there?", "SELECT count(*) AS songs FROM songs"),
                NamedQuery("first", "Which songs are there?", "SELECT song_id FROM songs ORDER BY song_id"),
            },
            edges = Array.Empty<object>(),
        }));
    }

    private string Out => Path.Combine(Folder.Root, "out");

    [Fact]
    public Task The_list_has_the_named_queries_of_the_run_with_their_questions() => AssertAnswerAsync(
        "\"name\",\"description\"\n\"first\",\"Which songs are there?\"\n\"second\",\"How many songs are there?\"\n",
        "--list");

    [Fact]
    public Task The_list_has_every_format() => AssertAnswerAsync(
        """
        [
        {"name":"first","description":"Which songs are there?"},
        {"name":"second","description":"How many songs are there?"}
        ]

        """,
        "--list", "--format", "json");

    [Fact]
    public Task A_named_query_of_the_run_is_answered() =>
        AssertAnswerAsync("[\n{\"songs\":2}\n]\n", "--name", "second", "--format", "json");

    [Fact]
    public Task A_query_is_answered_as_CSV_in_a_pipe() =>
        AssertAnswerAsync("\"n\",\"x\"\n\"日本 \"\"x\"\"\",\n\"Plain\",\n", Sql);

    [Fact]
    public Task A_query_is_answered_as_CSV_when_asked_for() =>
        AssertAnswerAsync("\"n\",\"x\"\n\"日本 \"\"x\"\"\",\n\"Plain\",\n", Sql, "--format", "csv");

    [Fact]
    public Task A_query_is_answered_as_JSON() =>
        AssertAnswerAsync(
            "[\n{\"n\":\"日本 \\\"x\\\"\",\"x\":null},\n{\"n\":\"Plain\",\"x\":null}\n]\n", Sql, "--format", "json");

    [Fact]
    public Task Each_statement_of_a_file_is_answered_by_a_line_of_JSON_or_refused_by_one()
    {
        Folder.Write("statements", """
            SELECT name, 1e0 FROM songs ORDER BY song_id

            {"kind": "x", "sql": "SELECT CAST(NULL AS date) AS \"ö\""}
            SELECT nmae FROM songs

            """);

        return AssertAnswerAsync(
            """
            {"columns":[["name","varchar"],["_col1","double"]],"rows":[["日本 \"x\"","1.0"],["Plain","1.0"]]}
            {"columns":[["ö","date"]],"rows":[[null]]}
            {"error":"line 1:8: COLUMN_NOT_FOUND: Column 'nmae' cannot be resolved. Did you mean 'name'? There are: song_id, name"}

            """,
            "--statements", Path.Combine(Folder.Root, "statements"));
    }

    [Fact]
    public Task A_table_in_a_pipe_is_aligned_by_the_width_of_its_letters() => AssertAnswerAsync(
        "song_id  name\ns1       日本 \"x\"\ns2       Plain\n",
        "SELECT song_id, name FROM songs ORDER BY 1", "--format", "table");

    [Fact]
    public Task Nothing_is_cut_from_a_table_in_a_pipe() => AssertAnswerAsync(
        $"x\n{new string('a', 500)}\n",
        $"SELECT '{new string('a', 500)}' AS x", "--format", "table");

    [Theory]
    [InlineData("There is no named query 'frist'. Did you mean 'first'? --list shows all of them.", "--name", "frist")]
    [InlineData("There is no named query 'top'. --list shows all of them.", "--name", "top")]
    [InlineData("line 1:15: TABLE_NOT_FOUND: Table 'awsdatacatalog.lake.sogns' does not exist. Did you mean 'songs'?",
        "SELECT * FROM sogns")]
    [InlineData("line 1:8: COLUMN_NOT_FOUND: Column 'nmae' cannot be resolved. Did you mean 'name'?",
        "SELECT nmae FROM songs")]
    [InlineData("line 1:8: COLUMN_NOT_FOUND: Column 's.songid' cannot be resolved. Did you mean 'song_id'?",
        "SELECT s.songid FROM songs s")]
    [InlineData("line 1:8: COLUMN_NOT_FOUND: Column 'song.name' cannot be resolved. Did you mean 'songs.name'?",
        "SELECT song.name FROM songs")]
    [InlineData("Schema 'lakes' does not exist. Did you mean 'lake'?", "SELECT 1 FROM lakes.songs")]
    [InlineData("Table lake.song not found. Did you mean 'songs'?", "DESCRIBE song")]
    [InlineData("The result has 2 columns named 'name'", "SELECT name, name FROM songs", "--format", "json")]
    public async Task A_wrong_query_gets_2_and_a_suggestion(string message, params string[] arguments) =>
        AssertWrong(message, await TwinCommand.RunAsync(["query", .. arguments, "--out", Out]));

    [Theory]
    [InlineData("Give the SQL in quotes, --name with a named query, --statements with a file, or --list for")]
    [InlineData("or --list for the names: one of the four.", "SELECT 1", "--name", "first")]
    [InlineData("or --list for the names: one of the four.", "SELECT 1", "--list")]
    [InlineData("or --list for the names: one of the four.", "--name", "first", "--list")]
    [InlineData("--statements answers in lines of JSON. Leave --format out.", "--statements", "x", "--format", "csv")]
    [InlineData("nowhere.sql cannot be read", "--statements", "nowhere.sql")]
    [InlineData("--format is 'xml'. It accepts table, csv or json.", "--list", "--format", "xml")]
    [InlineData("--stack is a deployed stack, and --out a run on this machine.", "--list", "--stack", "lake")]
    [InlineData("Required argument missing for option: '--name'.", "--name")]
    public async Task Options_that_make_no_sense_together_get_2(string message, params string[] arguments) =>
        AssertWrong(message, await TwinCommand.RunAsync(["query", "--out", Out, .. arguments]));

    [Fact]
    public async Task The_named_queries_of_a_folder_without_a_stack_are_not_known()
    {
        File.Delete(Path.Combine(Out, "stack.json"));

        AssertWrong($"{Out} has no stack.json. Run the stack again.", await TwinCommand.RunAsync("query", "--list", "--out", Out));
    }

    [Theory]
    [InlineData("{", "stack.json cannot be read")]
    [InlineData(
        """{"stack":"a","region":"b","edges":[],"resources":[{"type":"aws:athena/namedQuery:NamedQuery","name":"x","parent":null,"dependsOn":[],"protect":false,"inputs":{"name":"x"}}]}""",
        "stack.json: a named query has no database. Run the stack again.")]
    public async Task A_broken_record_of_the_stack_is_named(string text, string message)
    {
        Folder.Write("out/stack.json", text);

        AssertWrong(message, await TwinCommand.RunAsync("query", "--list", "--out", Out));
    }

    [Fact]
    public async Task A_deployed_stack_answers_in_each_format()
    {
        using var deployment = new PlayedDeployment();
        deployment.Answer("athena.get-query-execution", PlayedDeployment.Query("SUCCEEDED"));

        Assert.Equal(
            new ProgramEnd(ExitCodes.Done, "\"song\",\"days\"\n\"Mine\",\n", ""),
            await QueryAsync(deployment, "SELECT 1"));
        Assert.Equal(
            new ProgramEnd(ExitCodes.Done, "[\n{\"song\":\"Mine\",\"days\":null}\n]\n", ""),
            await QueryAsync(deployment, "--name", "movers", "--format", "json"));
        Assert.Equal(
            new ProgramEnd(
                ExitCodes.Done,
                "name       description\nmovers     Which songs moved?\ntop_songs  Which songs are on top?\n",
                ""),
            await QueryAsync(deployment, "--list", "--format", "table"));
    }

    [Fact]
    public async Task A_query_that_fails_in_a_deployed_stack_gets_1()
    {
        using var deployment = new PlayedDeployment();
        deployment.Answer("athena.get-query-execution", PlayedDeployment.Query("CANCELLED", "too many bytes"));

        var end = await QueryAsync(deployment, "SELECT 1");

        Assert.Equal((ExitCodes.Failed, ""), (end.ExitCode, end.Output));
        Assert.Contains("Athena ended the query as CANCELLED: too many bytes", end.Errors, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_query_that_a_deployed_stack_does_not_accept_gets_2()
    {
        using var deployment = new PlayedDeployment();
        deployment.Answer("athena.start-query-execution", "An error occurred (InvalidRequestException): no statement");

        AssertWrong("no statement", await QueryAsync(deployment, "SELEC 1"));
    }

    private const string Sql = "SELECT name AS n, CAST(NULL AS varchar) AS x FROM songs ORDER BY song_id";

    private static object NamedQuery(string name, string description, string query) => new
    {
        type = "aws:athena/namedQuery:NamedQuery",
        name,
        parent = (string?)null,
        dependsOn = Array.Empty<string>(),
        protect = false,
        inputs = new { name, description, query, database = "lake" },
    };

    private static void AssertWrong(string message, ProgramEnd end)
    {
        Assert.Equal((ExitCodes.Wrong, ""), (end.ExitCode, end.Output));
        Assert.Contains(message, end.Errors, StringComparison.Ordinal);
        Assert.DoesNotContain("   at ", end.Errors, StringComparison.Ordinal);
    }

    private static Task<ProgramEnd> QueryAsync(PlayedDeployment deployment, params IEnumerable<string> arguments) =>
        TwinCommand.RunAsync(["query", "--stack", "lake", .. arguments], new() { ["PATH"] = deployment.Path });

    private async Task AssertAnswerAsync(string expected, params string[] arguments) => Assert.Equal(
        new ProgramEnd(ExitCodes.Done, expected, ""),
        await TwinCommand.RunAsync(["query", .. arguments, "--out", Out]));
}
