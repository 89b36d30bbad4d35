using Twin.Cli.Reports;

namespace Twin.Cli.Comparison;

/// <summary>The compared part of a <c>run.json</c>. Another version may have written the file: what it lacks is
/// empty.</summary>
internal sealed record RunFigures
{
    private static readonly JsonSerializerOptions Json = new(RunJson.Options) { RespectNullableAnnotations = true };

    public required string Stack { get; init; }
    public required ImmutableDictionary<string, RunRecord.TableRecord?> Tables { get; init; }

    public ImmutableDictionary<string, RunRecord.QueryRecord?> Queries { get; init; } =
        ImmutableDictionary<string, RunRecord.QueryRecord?>.Empty;

    public ImmutableArray<string?> Failures { get; init; } = [];
    public ImmutableArray<RunRecord.DeniedRecord?> Denied { get; init; } = [];
    public ImmutableArray<RunRecord.UnusedPermissionRecord?> UnusedPermissions { get; init; } = [];
    public ImmutableArray<string?> NotSimulated { get; init; } = [];

    public static RunFigures Read(string folder)
    {
        var file = Path.Combine(folder, RunRecord.FileName);
        try
        {
            return JsonSerializer.Deserialize<RunFigures>(File.ReadAllText(file), Json)
                ?? throw new JsonException("null");
        }
        catch (Exception none) when (none is FileNotFoundException or DirectoryNotFoundException)
        {
            throw new InputException(
                $"{folder} holds no run: {RunRecord.FileName} is not there. Name the folder that a run wrote: "
                + "dotnet dev.cs run --out FOLDER.");
        }
        catch (JsonException broken)
        {
            throw new InputException(
                $"{file} is not the record of a run ({broken.Message}). Run the stack again.", broken);
        }
    }
}

/// <param name="Stack">The declared stack; null when an older version wrote the folder.</param>
internal sealed record ComparedRun(string Folder, RunFigures Figures, StackRecord? Stack)
{
    public static ComparedRun Read(string folder) =>
        new(folder, RunFigures.Read(RunFolder.Open(folder)), StackRecord.Find(folder));
}
