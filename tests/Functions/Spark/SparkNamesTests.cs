using System.Reflection;
using System.Text.Encodings.Web;
using Functions.Metrics;
using Functions.Transform.Plays;

namespace Tests.Functions.Spark;

/// <summary>The names that the job and the functions share are written once, in C#.
/// <c>functions/spark/lake/names.json</c> has them for the job; this test writes it with the variable
/// <c>WRITE_NAMES=true</c>.</summary>
public sealed class SparkNamesTests
{
    private static readonly JsonSerializerOptions Options = new() { WriteIndented = true, NewLine = "\n" };

    private static readonly string Path =
        System.IO.Path.Combine(PulumiProject.Folder, "functions", "spark", "lake", "names.json");

    [Fact]
    public void The_job_has_the_names_and_columns_of_the_functions()
    {
        var names = JsonSerializer.Serialize(
            new
            {
                tables = Tables.Declared.ToDictionary(table => table.Name, table => string.Join(',', table.Columns)),
                kinds = ConstantsOf(typeof(PlayKind)),
                endpoints = RawEndpoint.All,
                top_tracks = RawEndpoint.TopTracks,
                export_fields = ConstantsOf(typeof(ExportFields))
                    .Where(field => ExportFields.Kept.Contains(field.Value))
                    .ToDictionary(),
                zones = new
                {
                    playlists = RawSnapshot.PrefixOf("").TrimEnd('/'),
                    imports = ImportZone.Prefix,
                    plays_pages = PlaysZone.Prefix,
                    markers = SnapshotMarker.Prefix,
                    plays_markers = PlaysMarker.Prefix,
                    rejected = RejectedZone.Prefix,
                },
                metrics = new
                {
                    @namespace = LakeMetrics.Namespace,
                    dimension = LakeMetrics.StackDimension,
                    transformed = LakeMetrics.SnapshotsTransformed,
                    rejected = LakeMetrics.RejectedRecords,
                },
                max_artists = PlayableItem.MaxArtists,
                escaped_in_json_lines = EscapedInJsonLines(),
            },
            Options) + "\n";
        if (Environment.GetEnvironmentVariable("WRITE_NAMES") == "true")
        {
            File.WriteAllText(Path, names);
        }

        Assert.Equal(names, File.ReadAllText(Path).ReplaceLineEndings("\n"));
    }

    private static Dictionary<string, string> ConstantsOf(Type type) => type
        .GetFields(BindingFlags.Public | BindingFlags.Static)
        .Where(field => field.IsLiteral)
        .ToDictionary(field => field.Name, field => (string)field.GetRawConstantValue()!);

    /// <summary>The characters of four hexadecimal digits that .NET escapes in JSON lines, as ranges; it also escapes
    /// all beyond them. Python's tables are of another version of Unicode.</summary>
    private static string EscapedInJsonLines()
    {
        var escaped = Enumerable.Range(0, 0x10000)
            .Where(c => !char.IsSurrogate((char)c))
            .Where(c => JavaScriptEncoder.UnsafeRelaxedJsonEscaping.Encode(((char)c).ToString()).Length > 1)
            .ToHashSet();
        return string.Join(' ', escaped
            .Where(c => !escaped.Contains(c - 1))
            .Select(first => (first, last: Enumerable.Range(first, 0x10000).First(c => !escaped.Contains(c + 1))))
            .Select(range => range.first == range.last ? $"{range.first:x}" : $"{range.first:x}-{range.last:x}"));
    }
}
