using Twin.Cli.Operations;
using Twin.Cli.Verification;

namespace Twin.Tests.Cli.Verification;

/// <summary>A deployed stack in which all is well, with scripts in place of the two CLIs, and no real time.</summary>
/// <remarks>The script of the AWS CLI answers a command with the file <c>SERVICE.COMMAND.ARGUMENT</c> for any of its
/// arguments (slashes are underscores there), or else <c>SERVICE.COMMAND</c>. A file with the ending <c>+</c> is the
/// next answer. A file that begins with "An error" is an error.</remarks>
internal sealed class PlayedDeployment : IDisposable
{
    public const string PlaylistId = "37i9dQZF1DXcBWIGoYBM5M";
    public const string Topic = "arn:aws:sns:eu-central-1:1:lake-alarms";
    public const string Alarm = "lake-failures-age";

    private const string AwsScript =
        """
        if [ "$1" = --version ]; then cat 'FOLDER/version.txt'; exit 0; fi
        echo "$*" >> 'FOLDER/calls.txt'
        answer() {
          read -r first < "$1"
          case "$first" in "An error"*) cat "$1" >&2; code=254 ;; *) cat "$1"; code=0 ;; esac
          if [ -f "$1+" ]; then mv "$1+" "$1"; fi
          if [ -f "$1++" ]; then mv "$1++" "$1+"; fi
          exit $code
        }
        case "$1 $2" in
          "s3api get-object")
            object="FOLDER/s3/$4/$6"
            if [ -f "$object" ]; then cp "$object" "$7"; echo '{"LastModified":"2026-11-22T06:00:20+00:00"}'; exit 0; fi
            if [ -f "$object+" ]; then mv "$object+" "$object"; fi
            echo 'An error occurred (NoSuchKey) when calling the GetObject operation: no' >&2; exit 254 ;;
          "lambda invoke") cp 'FOLDER/answers/extraction' answer.json ;;
          "cloudwatch set-alarm-state")
            if [ "$6" = ALARM ]; then
              cp 'FOLDER/answers/history-after' 'FOLDER/answers/cloudwatch.describe-alarm-history'
            fi ;;
        esac
        command="FOLDER/answers/$1.$2"
        for argument; do
          case "$argument" in */*) argument=$(echo "$argument" | tr / _) ;; esac
          if [ -f "$command.$argument" ]; then answer "$command.$argument"; fi
        done
        if [ -f "$command" ]; then answer "$command"; fi
        """;

    private const string PulumiScript =
        """
        echo "pulumi $*" >> 'FOLDER/calls.txt'
        case "$*" in
          "stack output --json --stack lake") cat 'FOLDER/outputs.json' ;;
          "config get aws:region --stack lake") echo eu-central-1 ;;
          preview*) cat 'FOLDER/preview.txt'; [ ! -f 'FOLDER/preview.fails' ] || { cat 'FOLDER/preview.fails' >&2; exit 255; } ;;
          *) exit 1 ;;
        esac
        """;

    private const string Machine = "arn:aws:states:eu-central-1:123456789012:stateMachine:lake-publish";

    private readonly TestFolder _folder = new();

    public PlayedDeployment()
    {
        ShellProgram.Write(_folder, "aws", AwsScript.Replace("FOLDER", _folder.Root, StringComparison.Ordinal));
        ShellProgram.Write(_folder, "pulumi", PulumiScript.Replace("FOLDER", _folder.Root, StringComparison.Ordinal));
        _folder.Write(
            "outputs.json",
            $$$"""
            {"RawBucket":"lake-raw","ProcessedBucket":"lake-processed","ExtractFunction":"lake-extract",
             "TransformFunction":"lake-transform","RepairFunction":"lake-repair","SparkJob":"lake-spark",
             "Database":"lake",
             "PublishFunction":"lake-publish","Publication":"{{{Machine}}}",
             "WorkGroup":"lake-group","AlarmTopic":"{{{Topic}}}",
             "NamedQueries":["movers","top_songs"]}
            """);
        _folder.Write("version.txt", "aws-cli/2.13.37 Python/3.11.6 Linux/6.1 exe/x86_64.debian.12\n");
        _folder.Write("preview.txt", "Resources:\n    61 unchanged\n");
        WriteSnapshot();
        WriteAnswers();
    }

    public RawSnapshot Snapshot { get; } = new(PlaylistId, new DateOnly(2026, 11, 22), "0123456789abcdef");

    public string Marker => SnapshotMarker.KeyOf(Snapshot.Date, PlaylistId);

    /// <summary>A clock on which every wait passes at once.</summary>
    public JumpingTime Clock { get; } = new(
        new DateTimeOffset(2026, 11, 22, 6, 0, 0, TimeSpan.Zero), TimeSpan.MaxValue);

    public string Path => _folder.Root;

    /// <summary>The calls of both programs, in their order.</summary>
    public IReadOnlyList<string> Calls => File.Exists(System.IO.Path.Combine(Path, "calls.txt"))
        ? File.ReadAllLines(System.IO.Path.Combine(Path, "calls.txt"))
        : [];

    /// <summary>Changes an answer, and those that come after it.</summary>
    public void Answer(string name, params IEnumerable<string> answers)
    {
        var folder = Directory.CreateDirectory(System.IO.Path.Combine(Path, "answers"));
        foreach (var later in (string[])["+", "++"])
        {
            File.Delete(System.IO.Path.Combine(folder.FullName, name + later));
        }

        foreach (var (index, answer) in answers.Index())
        {
            _folder.Write($"answers/{name}{new string('+', index)}", answer + "\n");
        }
    }

    public void Write(string file, string text) => _folder.Write(file, text);

    public void Put(string bucket, string key, byte[] bytes) => _folder.Write($"s3/{bucket}/{key}", bytes);

    public void Delete(string bucket, string key) => File.Delete(PathOf(bucket, key));

    /// <summary>Lets an object appear after it was asked for once.</summary>
    public void Delay(string bucket, string key) => File.Move(PathOf(bucket, key), PathOf(bucket, key) + "+");

    /// <summary>The listing of a table's folder, with one file.</summary>
    public void List(Table table, long size) => Answer(
        $"s3api.list-objects-v2.{table.Prefix[..^1]}_snapshot_date=2026-11-22_",
        $$"""{"Contents":[{"Key":"{{table.Key(Snapshot.Date, PlaylistId)}}","Size":{{size}},"LastModified":"2026-11-22T06:00:19+00:00"}]}""");

    public async Task<VerifiedStack> VerifyAsync(bool isReadOnly = false)
    {
        var token = Cancel;
        await using var output = new StringWriter();
        using var access = await StackAccess.FindAsync("lake", Path, Path, token);
        var target = new VerifyTarget(access, isReadOnly);
        var isGood = await new VerifySession(target, output, Clock).RunAsync(token);
        return new VerifiedStack(isGood, output.ToString());
    }

    public void Dispose() => _folder.Dispose();

    private string PathOf(string bucket, string key) => System.IO.Path.Combine(Path, "s3", bucket, key);

    private void WriteSnapshot()
    {
        Put("lake-raw", PlaylistList.Key, [.. PlaylistList.Format([PlaylistId]).Select(letter => (byte)letter)]);
        Put("lake-raw", Snapshot.Manifest, new SnapshotManifest(
            SnapshotManifest.CurrentSchema,
            new ManifestPlaylist(PlaylistId, "Mine", "me", "AAAA", 812),
            "2026-11-22T06:00:00Z",
            Snapshot.Date,
            "items",
            "https://api.spotify.com/v1/",
            "1",
            [new ManifestPage("page-00000.json", 0, 812, 1000, new string('0', 64))]).ToUtf8());
        var tables = Tables.All.ToDictionary(
            table => table.Name,
            table => new MarkedTable(table.Key(Snapshot.Date, PlaylistId), 10, 1000, new string('0', 64)),
            StringComparer.Ordinal);
        Put("lake-processed", Marker, new SnapshotMarker(
            SnapshotMarker.CurrentSchema,
            Snapshot.Manifest,
            PlaylistId,
            "AAAA",
            Snapshot.Date,
            "2026-11-22T06:00:00Z",
            "1",
            "csv",
            tables,
            null).ToUtf8());
        foreach (var table in Tables.All)
        {
            List(table, 1000);
        }

        var day = $"{RawSnapshot.PrefixOf(PlaylistId)}snapshot_date=2026-11-22/";
        Answer(
            $"s3api.list-objects-v2.{RawSnapshot.PrefixOf(PlaylistId).Replace('/', '_')}",
            $$"""{"CommonPrefixes":[{"Prefix":"{{day.Replace("22/", "21/", StringComparison.Ordinal)}}"},{"Prefix":"{{day}}"}]}""");
        Answer(
            $"s3api.list-objects-v2.{day.Replace('/', '_')}",
            $$"""{"Contents":[{"Key":"{{Snapshot.Page(0)}}","Size":1000,"LastModified":1795413619},{"Key":"{{Snapshot.Manifest}}","Size":99,"LastModified":1795413600}]}""");
    }

    private void WriteAnswers()
    {
        Answer("lambda.invoke", """{"StatusCode":200}""");
        Answer("extraction", Extraction(
            $$"""{"playlist":"{{PlaylistId}}","outcome":"complete","entries":812,"pages":1,"manifest":"{{Snapshot.Manifest}}"}"""));
        foreach (var function in (string[])["lake-extract", "lake-transform", "lake-repair", "lake-publish"])
        {
            Answer($"lambda.get-function-configuration.{function}", Function(function, """{"STACK":"lake","AUTHORIZED_ON":"2026-11-01","SPOTIFY_REFRESH_TOKEN_PARAMETER":"/lake/refresh-token"}"""));
        }

        Answer("athena.list-named-queries", """{"NamedQueryIds":["id-1","id-2","id-3"]}""");
        Answer("athena.batch-get-named-query", """
            {"NamedQueries":[
              {"Name":"mine","Description":"Saved by a person","Database":"lake","QueryString":"SELECT 2"},
              {"Name":"top_songs","Description":"Which songs are on top?","Database":"lake","QueryString":"SELECT 1"},
              {"Name":"movers","Description":"Which songs moved?","Database":"lake","QueryString":"SELECT 1"}]}
            """);
        Answer("athena.start-query-execution", """{"QueryExecutionId":"run-1"}""");
        Answer("athena.get-query-execution", Query("QUEUED"), Query("RUNNING"), Query("SUCCEEDED"));
        Answer("athena.get-query-results", """{"ResultSet":{"Rows":[{"Data":[{"VarCharValue":"song"},{"VarCharValue":"days"}]},{"Data":[{"VarCharValue":"Mine"},{}]}],"ResultSetMetadata":{"ColumnInfo":[{"Name":"song","Label":"song","Type":"varchar"},{"Name":"days","Label":"days","Type":"bigint"}]}}}""");
        Answer("stepfunctions.list-executions", Execution("RUNNING"), Execution("RUNNING"), Execution("SUCCEEDED"));
        Answer("stepfunctions.describe-execution", """{"stopDate":"2026-11-22T06:04:11+00:00"}""");
        Answer("glue.get-partition", """{"Partition":{"Values":["2026-11-22"]}}""");
        Answer("logs.filter-log-events", """{"events":[]}""");
        Answer("cloudwatch.get-metric-statistics", """{"Datapoints":[{"Timestamp":"2026-11-22T06:00:00+00:00","SampleCount":1.0,"Unit":"Count"}]}""");
        Answer("cloudwatch.describe-alarms", $$"""
            {"MetricAlarms":[
              {"AlarmName":"lake-no-snapshot","StateValue":"OK","ActionsEnabled":true,"AlarmActions":["{{Topic}}"],"OKActions":["{{Topic}}"]},
              {"AlarmName":"{{Alarm}}","StateValue":"OK","ActionsEnabled":true,"AlarmActions":["{{Topic}}"],"OKActions":[]}]}
            """);
        Answer(
            "cloudwatch.describe-alarm-history", History("2026-11-01T00:00:00Z", $"Failed to execute action {Topic}"));
        Answer("history-after", History("2026-11-22T06:03:00Z", $"Successfully executed action {Topic}"));
        Answer("sns.list-subscriptions-by-topic", $$"""{"Subscriptions":[{"Endpoint":"me@example.com","SubscriptionArn":"{{Topic}}:1"}]}""");
    }

    public static string Extraction(params string[] playlists) =>
        $$"""{"extracted_at":"2026-11-22T06:00:00Z","playlists":[{{string.Join(',', playlists)}}]}""";

    // Lambda's default log group is not in every answer.
    public static string Function(string name, string variables) => name == "lake-publish" ? "{}" :
        $$$"""{"Environment":{"Variables":{{{variables}}}},"LoggingConfig":{"LogGroup":"/aws/lambda/{{{name}}}"}}""";

    public static string Query(string state, string reason = "") =>
        $$$$"""{"QueryExecution":{"Status":{"State":"{{{{state}}}}","StateChangeReason":{{{{JsonSerializer.Serialize(reason)}}}}},"Statistics":{"DataScannedInBytes":4321}}}""";

    public static string Execution(string status, string startTime = "2026-11-22T06:00:30+00:00") =>
        $$$$"""{"executions":[{"executionArn":"{{{{Machine}}}}:newest","name":"newest","status":"{{{{status}}}}","startDate":"{{{{startTime}}}}"}]}""";

    public static string History(string time, string summary) =>
        $$"""{"AlarmHistoryItems":[{"Timestamp":"{{time}}","HistorySummary":{{JsonSerializer.Serialize(summary)}}}]}""";
}

internal sealed record VerifiedStack(bool IsGood, string Output)
{
    public IReadOnlyList<string> Lines =>
    [
        .. Output.Split('\n', StringSplitOptions.RemoveEmptyEntries)
            .Select(line => line.StartsWith(' ') ? line : line[..8].TrimEnd() + " " + line[(line.IndexOf(" s  ", StringComparison.Ordinal) + 4)..]),
    ];

    public IReadOnlyList<(string Line, string Remedy)> Failed =>
    [
        .. Lines.Zip(Lines.Skip(1))
            .Where(pair => pair.First.StartsWith("failed ", StringComparison.Ordinal))
            .Select(pair => (pair.First["failed ".Length..], pair.Second)),
    ];
}
