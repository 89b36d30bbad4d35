using System.Collections.Immutable;
using System.Text.Json;

namespace Local.Aws.Glue;

/// <summary>The schema that a crawler derives from a file with one JSON object per line.</summary>
internal sealed record JsonSchema : FileSchema
{
    /// <summary>Glue's name of the format.</summary>
    public const string Json = "json";

    private const int LinesLookedAt = 100;
    private const string Text = "string";

    private JsonSchema(ImmutableArray<CatalogColumn> columns)
        : base(Json, columns)
    {
    }

    public override string SerDe => CatalogTable.OpenXJson;

    public override ImmutableSortedDictionary<string, string> SerDeParameters =>
        ImmutableSortedDictionary<string, string>.Empty.Add(
            "paths", string.Join(',', Columns.Select(column => column.Name).Order(StringComparer.Ordinal)));

    /// <summary>
    /// The schema of a file, or null if it has no lines or they are not JSON objects. The columns have the order of
    /// their first occurrence.
    /// </summary>
    public static JsonSchema? Of(string file)
    {
        var columns = new List<string>();
        var types = new Dictionary<string, string?>(StringComparer.Ordinal);
        var lines = File.ReadLines(file).Where(line => !string.IsNullOrWhiteSpace(line)).Take(LinesLookedAt);
        foreach (var line in lines)
        {
            if (!TryAdd(line, columns, types))
            {
                return null;
            }
        }
        return columns.Count == 0
            ? null
            : new JsonSchema([.. columns.Select(name => new CatalogColumn(name, types[name] ?? Text))]);
    }

    private static bool TryAdd(string line, List<string> columns, Dictionary<string, string?> types)
    {
        try
        {
            using var json = JsonDocument.Parse(line);
            if (json.RootElement.ValueKind != JsonValueKind.Object)
            {
                return false;
            }

            foreach (var property in json.RootElement.EnumerateObject())
            {
                var name = property.Name.ToLowerInvariant();
                var type = TypeOf(property.Value);
                if (types.TryAdd(name, type))
                {
                    columns.Add(name);
                }
                else if (type is not null && types[name] != type)
                {
                    types[name] = types[name] is null ? type : Text;
                }
            }
            return true;
        }
        catch (JsonException)
        {
            return false;
        }
    }

    // A null has no type.
    private static string? TypeOf(JsonElement value) => value.ValueKind switch
    {
        JsonValueKind.Null => null,
        JsonValueKind.True or JsonValueKind.False => "boolean",
        JsonValueKind.Number => value.TryGetInt32(out _) ? "int" : value.TryGetInt64(out _) ? "bigint" : "double",
        JsonValueKind.Array => "array",
        JsonValueKind.Object => "struct",
        _ => Text,
    };
}
