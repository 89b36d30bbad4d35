using System.Text.Json;
using Twin.Aws.Billing;

namespace Twin.Cli.Costs;

internal static class PriceFile
{
    public const string Name = "twin/src/Cli/Costs/prices.json";

    private static readonly JsonSerializerOptions Json = new(JsonSerializerDefaults.Web)
    {
        UnmappedMemberHandling = System.Text.Json.Serialization.JsonUnmappedMemberHandling.Disallow,
        RespectNullableAnnotations = true,
        RespectRequiredConstructorParameters = true,
    };

    public static PriceList Current { get; } = Read();

    private static PriceList Read()
    {
        using var file = typeof(PriceFile).Assembly.GetManifestResourceStream("prices.json")!;
        return JsonSerializer.Deserialize<PriceList>(file, Json)!;
    }
}
