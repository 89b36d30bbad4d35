using Twin.Aws.Athena.Results;
using Twin.Aws.Athena.Statements;
using Twin.Tests.Aws.Glue;

namespace Twin.Tests.Aws.Athena;

/// <summary>The services of a small stack: a CSV and an Iceberg table, a work group and a role.</summary>
internal sealed class IcebergLake : IAsyncDisposable
{
    public const string Database = "lake";
    public const string WorkGroup = "publish";
    public const string Bucket = "lake-processed";
    public const string Prefix = "analytics/days/";

    private const string Role = "publisher";
    private const string Everything = """["athena:*", "glue:*", "s3:*"]""";

    private readonly TestFolder _folder;
    private readonly TwinServices _services;

    private IcebergLake(TestFolder folder, TwinServices services, VirtualClock clock, Timeline timeline) =>
        (_folder, _services, Clock, Timeline) = (folder, services, clock, timeline);

    public VirtualClock Clock { get; }

    public Timeline Timeline { get; }

    public AthenaService Athena => _services.Get<AthenaService>();

    public Catalog Catalog => _services.Get<GlueService>().Catalog;

    public ImmutableArray<Usage> Usage => _services.Get<Meter>().Usage;

    public string Root => _folder.Root;

    /// <param name="denied">An action that the role may not do; null: it may do everything.</param>
    public static async Task<IcebergLake> StartAsync(string? denied = null, params IEnumerable<DeclaredResource> others)
    {
        var folder = new TestFolder();
        folder.Write($"{Bucket}/new_days/snapshot_date=2026-11-01/p.csv", """
            playlist_id,entries
            p1,10
            p2,20
            """);
        var clock = new VirtualClock(new DateTimeOffset(2026, 11, 22, 6, 0, 0, TimeSpan.Zero));
        var timeline = new Timeline(TimeProvider.System, clock);
        var stack = Declared.Stack([.. Resources(denied), .. others]);
        var services = await TwinServices.StartAsync(
            stack, folder.Root, clock, timeline, TestContext.Current.CancellationToken);
        var lake = new IcebergLake(folder, services, clock, timeline);
        var csv = TestTable.Csv($"s3://{Bucket}/new_days/", "playlist_id", "entries")
            .Projected("2026-10-01,NOW");
        lake.Catalog.Put(Database, csv);
        return lake;
    }

    public void Write(string key, string text) => _services.Get<S3Service>().Buckets
        .PutAsync(
            Bucket,
            key,
            Encoding.UTF8.GetBytes(text),
            null,
            ObjectEncryption.OfS3,
            TestContext.Current.CancellationToken)
        .GetAwaiter().GetResult();

    public Task<QueryResult> RunAsync(string sql) =>
        Athena.RunAsync(sql, WorkGroup, Database, Caller, TestContext.Current.CancellationToken);

    /// <summary>The rows of a query, each with its values as texts.</summary>
    public async Task<string> RowsAsync(string sql)
    {
        var result = await RunAsync(sql);
        return string.Join('|', result.Rows.Select((_, row) => string.Join(',', result.Texts(row))));
    }

    public async Task<string> RefusalOfAsync(string sql) =>
        (await Assert.ThrowsAsync<AthenaException>(() => RunAsync(sql))).Message;

    /// <summary>The keys of the Iceberg table's objects, without its prefix.</summary>
    public IEnumerable<string> Keys(string folder = "") =>
        _services.Get<S3Service>().Buckets.Get(Bucket).Below(Prefix + folder)
            .Select(stored => stored.Key[Prefix.Length..]);

    /// <summary>The text of an object of the Iceberg table.</summary>
    public string Read(string key) => File.ReadAllText(Path.Combine(Root, Bucket, Prefix + key));

    public Caller Caller
    {
        get
        {
            var access = _services.Get<AccessControl>();
            return access.Find(access.CredentialsFor(RoleArn, "publish").AccessKeyId)!;
        }
    }

    public async ValueTask DisposeAsync()
    {
        await _services.DisposeAsync();
        _folder.Dispose();
    }

    private static string RoleArn => $"arn:aws:iam::{Declared.Account}:role/{Role}";

    private static IEnumerable<DeclaredResource> Resources(string? denied)
    {
        const string Trust = """
            {"Version": "2012-10-17", "Statement": {"Effect": "Allow", "Action": "sts:AssumeRole",
            "Principal": {"Service": "states.amazonaws.com"}}}
            """;
        yield return Declared.Resource(S3Resources.Bucket, "processed", ("bucket", Bucket));
        yield return Declared.Resource(S3Resources.Bucket, "results", ("bucket", "lake-results"));
        yield return Declared.Resource(GlueResources.CatalogDatabase, Database, ("name", Database));
        yield return TestIcebergTable.Days(Database, $"s3://{Bucket}/{Prefix}");
        yield return Declared.Resource(
            AthenaResources.Workgroup,
            WorkGroup,
            ("configuration", Declared.Map(("resultConfiguration", Declared.Map(
                ("outputLocation", "s3://lake-results/results/"))))));
        yield return Declared.Resource(IamResources.Role, Role, ("name", Role), ("assumeRolePolicy", Trust));
        yield return Declared.Resource(
            IamResources.RolePolicy, "all", ("role", Role), ("policy", Policy("Allow", Everything, denied)));
    }

    private static string Policy(string effect, string action, string? denied)
    {
        var allow = $$"""{"Sid": "A", "Effect": "{{effect}}", "Action": {{action}}, "Resource": "*"}""";
        var deny = $$"""{"Sid": "D", "Effect": "Deny", "Action": "{{denied}}", "Resource": "*"}""";
        return $$"""{"Version": "2012-10-17", "Statement": [{{allow}}{{(denied is null ? "" : ", " + deny)}}]}""";
    }
}
