using System.Collections.Immutable;
using Local.Athena;
using Local.Declaration;
using Local.Glue;

namespace Local.Twin;

/// <summary>Athena: the declared named queries over what crawls have found.</summary>
internal sealed class DeclaredQueries(DeclaredStack stack, Catalog catalog, string bucketsRoot) : IDisposable
{
    private readonly AthenaEngine _engine = new(catalog, bucketsRoot);

    /// <summary>The named queries, by name.</summary>
    public ImmutableArray<DeclaredResource> Named { get; } =
    [
        .. stack.OfType(ResourceTypes.NamedQuery).OrderBy(query => query.PhysicalName, StringComparer.Ordinal),
    ];

    /// <summary>Runs one, and leaves its result where its work group says.</summary>
    /// <exception cref="AthenaException">The query cannot be run.</exception>
    public QueryResult Run(DeclaredResource query, CancellationToken cancellationToken)
    {
        var result = _engine.Execute(query.Text("query"), query.Text("database"), cancellationToken);
        if (ResultLocation(query) is { } location)
        {
            var folder = Path.Combine(bucketsRoot, location.Host, location.AbsolutePath.Trim('/'));
            Directory.CreateDirectory(folder);
            File.WriteAllText(Path.Combine(folder, $"{query.PhysicalName}.csv"), result.ToCsv());
        }

        return result;
    }

    public void Dispose() => _engine.Dispose();

    private Uri? ResultLocation(DeclaredResource query) =>
        stack.OfType(ResourceTypes.Workgroup)
            .FirstOrDefault(group => group.PhysicalName == query.OptionalText("workgroup"))
            ?.OptionalText("configuration.resultConfiguration.outputLocation") is { } location
            ? new Uri(location)
            : null;
}
