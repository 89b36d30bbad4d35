using System.Collections.Immutable;
using System.Text.Json;
using Twin.Host.Loading;
using Twin.Host.Runs;

namespace Twin.Cli.Comparison;

/// <summary>
/// The compared part of a <c>run.json</c>. Another version may have written the file: what it lacks is empty.
/// </summary>
internal sealed record RunFigures
{
    private static readonly JsonSerializerOptions Json = new(RunJson.Options) { RespectNullableAnnotations = true };

    /// <summary>The stack that was run.</summary>
    public required string Stack { get; init; }

    /// <summary>The tables, by name.</summary>
    public required ImmutableDictionary<string, RunRecord.TableRecord?> Tables { get; init; }

    /// <summary>The named queries, by name.</summary>
    public ImmutableDictionary<string, RunRecord.QueryRecord?> Queries { get; init; } =
        ImmutableDictionary<string, RunRecord.QueryRecord?>.Empty;

    /// <summary>The reasons for a failed run.</summary>
    public ImmutableArray<string?> Failures { get; init; } = [];

    /// <summary>The calls that IAM denied.</summary>
    public ImmutableArray<RunRecord.DeniedRecord?> Denied { get; init; } = [];

    /// <summary>The permissions of a role that no call used.</summary>
    public ImmutableArray<RunRecord.UnusedPermissionRecord?> UnusedPermissions { get; init; } = [];

    /// <summary>The declared properties that the twin does not know.</summary>
    public ImmutableArray<string?> NotSimulated { get; init; } = [];

    /// <summary>Reads the file of a run's folder.</summary>
    /// <exception cref="InputException">The file does not exist, or is not the record of a run.</exception>
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
