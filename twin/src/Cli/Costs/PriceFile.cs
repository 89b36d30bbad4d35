using System.Text.Json;
using Twin.Aws.Billing;

namespace Twin.Cli.Costs;

/// <summary>All prices and all assumptions, with their sources: <c>prices.json</c>.</summary>
internal static class PriceFile
{
    /// <summary>The file's name, from the repository's root.</summary>
    public const string Name = "twin/src/Cli/Costs/prices.json";

    private static readonly JsonSerializerOptions Json = new(JsonSerializerDefaults.Web)
    {
        UnmappedMemberHandling = System.Text.Json.Serialization.JsonUnmappedMemberHandling.Disallow,
        RespectNullableAnnotations = true,
        RespectRequiredConstructorParameters = true,
    };

    /// <summary>The prices that this program was built with.</summary>
    public static PriceList Current { get; } = Read();

    private static PriceList Read()
    {
        using var file = typeof(PriceFile).Assembly.GetManifestResourceStream("prices.json")!;
        return JsonSerializer.Deserialize<PriceList>(file, Json)!;
    }
}
