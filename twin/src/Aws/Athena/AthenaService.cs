using Twin.Aws.Athena.Results;
using Twin.Aws.Athena.Scans;
using Twin.Aws.Athena.Statements;
using Twin.Aws.Athena.Tables;
using Twin.Aws.S3;
using Twin.Aws.StepFunctions;

namespace Twin.Aws.Athena;

/// <summary>The declared work groups and named queries, and the statements that run.</summary>
public sealed class AthenaService(
    DeclaredStack stack,
    GlueService glue,
    S3Service s3,
    StepFunctionsService machines,
    AccessControl access,
    AssumedOtherwise otherwise,
    BucketsFolder folder,
    TimeProvider clock,
    Timeline timeline,
    Meter meter) : IRunningService, IDisposable
{
    public const string DefaultWorkGroup = "primary";

    private readonly Lazy<AthenaEngine> _engine =
        new(() => AthenaEngine.Open(glue.Catalog, folder.Path, clock, otherwise));

    private readonly AthenaStorage _storage = new(s3.Buckets, s3.Access);
    private readonly AthenaAccess _access = new(access, stack.Region, otherwise);
    private readonly AthenaUsage _usage = new(meter);
    private readonly StatementHistory _history = new(clock);
    private readonly ConcurrentDictionary<string, QueryExecution> _executions = [];
    private int _started;
    private ImmutableDictionary<string, WorkGroupDeclaration> _groups =
        ImmutableDictionary<string, WorkGroupDeclaration>.Empty;

    private ImmutableArray<NamedQueryDeclaration> _named = [];

    /// <summary>The statements that have run, named queries included, in their order.</summary>
    public ImmutableArray<RunStatement> Statements => _history.Statements;

    public Task StartAsync(CancellationToken cancellationToken)
    {
        machines.Add(new QueryTask(stack, access, this, clock));
        _groups = stack.OfType(AthenaResources.Workgroup)
            .Select(WorkGroupDeclaration.Read)
            .ToImmutableDictionary(group => group.Name);
        _named =
        [
            .. stack.OfType(AthenaResources.NamedQuery)
                .Select(NamedQueryDeclaration.Read)
                .OrderBy(query => query.Name, StringComparer.Ordinal),
        ];
        return Task.CompletedTask;
    }

    /// <summary>The number of files that a query of a table reads now.</summary>
    /// <exception cref="AthenaException">The partition projection of the table cannot be used.</exception>
    public int CountFiles(CatalogTable table) =>
        TableFiles.In(TableFiles.Folders(table, clock.GetUtcNow()), folder.Path).Count();

    /// <summary>The declared named queries, run by a user of the account to whom IAM allows it.</summary>
    public QuerySession Open() => new(
        _named,
        _groups,
        glue.Catalog,
        _storage,
        access.Administrator("analyst", "athena"),
        _engine.Value,
        _usage,
        _history);

    /// <summary>Runs a statement with the permissions of a caller, and keeps its result.</summary>
    /// <param name="sql">A query, MERGE, INSERT, UPDATE, DELETE, OPTIMIZE, VACUUM or ALTER
    /// TABLE.</param>
    /// <param name="database">The database of the tables that the statement names without one.</param>
    /// <exception cref="AthenaException">The caller may not run it, or it fails. Nothing has changed then.</exception>
    public async Task<QueryResult> RunAsync(
        string sql, string workGroup, string database, Caller caller, CancellationToken cancellationToken)
    {
        _access.ExpectWorkGroup(caller, "athena:StartQueryExecution", workGroup);
        var group = _groups.GetValueOrDefault(workGroup);
        if (group is null && workGroup != DefaultWorkGroup)
        {
            throw new AthenaException($"InvalidRequestException: WorkGroup {workGroup} is not found.");
        }

        var id = ResourceInputs.GuidOf(string.Create(
            CultureInfo.InvariantCulture, $"{workGroup} {Interlocked.Increment(ref _started)} {sql}"));
        var result = await _history.KeepAsync(
            sql, database, () => RunAsync(sql, group, workGroup, database, caller, cancellationToken)) with
        {
            ExecutionId = id,
        };
        if (group?.ResultLocation is { } location)
        {
            await _storage.WriteAsync(
                location, $"{id}.csv", result.ToCsv(), group.ResultEncryption, caller, cancellationToken);
        }

        _executions[id] = new QueryExecution(id, workGroup, result.WithoutScans());
        return result;
    }

    /// <summary>The result of a statement that has run.</summary>
    /// <exception cref="AthenaException">There is no such execution, or the caller may not read its result.</exception>
    public QueryResult GetResults(string executionId, Caller caller)
    {
        var execution = _executions.GetValueOrDefault(executionId)
            ?? throw new AthenaException(
                $"InvalidRequestException: QueryExecution {executionId} was not found");
        _access.ExpectWorkGroup(caller, "athena:GetQueryResults", execution.WorkGroup);
        if (_groups.GetValueOrDefault(execution.WorkGroup)?.ResultLocation is { } location)
        {
            _storage.ExpectResult(location, $"{executionId}.csv", caller);
        }

        return execution.Result;
    }

    public void Dispose()
    {
        if (_engine.IsValueCreated)
        {
            _engine.Value.Dispose();
        }
    }

    private async Task<QueryResult> RunAsync(
        string sql,
        WorkGroupDeclaration? group,
        string workGroup,
        string database,
        Caller caller,
        CancellationToken cancellationToken)
    {
        var commits = new IcebergCommits(_storage, _access, folder.Path, clock, timeline);
        if (_engine.Value.Vacuumed(sql, database) is { } vacuumed)
        {
            _access.ExpectTable(caller, vacuumed);
            _access.ExpectUpkeep(caller);
            _usage.Count(AthenaUsage.Statement, workGroup, $"VACUUM {vacuumed.Table.Name}", []);
            commits.Vacuum(vacuumed, caller);
            return QueryResult.OfChange(0);
        }

        if (_engine.Value.Altered(sql, database) is { } altered)
        {
            _access.ExpectTable(caller, altered);
            _access.ExpectUpdate(caller, altered);
            // A statement that defines costs nothing.
            glue.Catalog.Put(altered.Database, altered.Table);
            return QueryResult.OfChange(0);
        }

        using var change = _engine.Value.Change(sql, database, cancellationToken);
        if (change is null)
        {
            var result = _engine.Value.Execute(sql, database, cancellationToken);
            Expect(caller, group, workGroup, "SELECT", result.Scans);
            return result;
        }

        var name = $"{change.Operation} {change.Target.Table.Name}";
        _access.ExpectTable(caller, change.Target);
        if (change.Operation == OptimizeStatement.Word)
        {
            _access.ExpectUpkeep(caller);
        }

        Expect(caller, group, workGroup, name, change.Scans);
        await commits.StoreAsync(change, caller, cancellationToken);
        if (!change.IsEmpty)
        {
            _usage.CountCommit(workGroup, name, change.Added.Length);
        }

        return QueryResult.OfChange(change.Rows);
    }

    private void Expect(
        Caller caller,
        WorkGroupDeclaration? group,
        string workGroup,
        string name,
        ImmutableArray<ScannedFiles> scans)
    {
        foreach (var table in scans.Select(scan => scan.Scan.Table).Distinct())
        {
            _access.ExpectTable(caller, table);
        }

        foreach (var scan in scans)
        {
            _storage.ExpectReadable(scan, caller);
        }

        if (_usage.Count(AthenaUsage.Statement, workGroup, name, scans) > group?.BytesScannedCutoff)
        {
            throw new AthenaException("Query cancelled! : Bytes scanned limit was exceeded");
        }
    }
}

/// <summary>A statement that has run.</summary>
/// <param name="WorkGroup">The work group in which it ran.</param>
public sealed record QueryExecution(string Id, string WorkGroup, QueryResult Result);
