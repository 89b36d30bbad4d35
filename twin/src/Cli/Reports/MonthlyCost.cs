using Twin.Aws.Lambda;
using Twin.Cli.Costs;

namespace Twin.Cli.Reports;

/// <summary>The cost of a first month whose days are each like the average day of a run, as <c>cost.json</c>.</summary>
/// <param name="Total">The sum, without any free allowance.</param>
/// <param name="AboveAllowances">The sum less what AWS gives each account free.</param>
internal sealed record MonthlyCost(
    string Currency,
    string Region,
    DateOnly PricesOf,
    int Days,
    ImmutableArray<MonthlyCost.ServiceCost> Services,
    decimal Total,
    decimal AboveAllowances)
{
    public const string FileName = "cost.json";

    private static readonly JsonSerializerOptions Json = new(RunJson.Options)
    {
        RespectNullableAnnotations = true,
        RespectRequiredConstructorParameters = true,
    };

    /// <summary>Computes the cost; null if the stack has no function that reads Spotify, or the run imported an export,
    /// which no month repeats.</summary>
    public static MonthlyCost? Compute(RunOutcome outcome)
    {
        if (outcome.Record.History is not null || !outcome.Stack.OfType(LambdaResources.Function).Any(function =>
            function.Map("environment.variables").ContainsKey(Functions.Extract.ExtractEnvironment.ApiBaseAddress)))
        {
            return null;
        }

        var prices = PriceFile.Current;
        var days = outcome.Entries.IsEmpty
            ? 1
            : Math.Max(1, (int)Math.Ceiling((outcome.Record.EndedAt - outcome.Entries[0].Time).TotalDays));
        var model = new CostModel(outcome.Stack, prices);
        var usage = AverageDay.Compute(outcome.Usage, days, outcome.Results.Length);
        var bill = model.Month(ScheduledRun.Create(outcome.Stack, prices, usage), 1);
        return new MonthlyCost(
            prices.Currency,
            prices.Region,
            prices.Date,
            days,
            [
                .. prices.Prices.Select(price => price.Service).Distinct()
                    .Select(service => new ServiceCost(service, Math.Round(bill.GetCost(service), 4)))
                    .Where(service => service.Amount > 0),
            ],
            Math.Round(bill.Total, 4),
            Math.Round(bill.TotalAboveAllowances, 4));
    }

    public void Write(string folder) =>
        File.WriteAllText(Path.Combine(folder, FileName), JsonSerializer.Serialize(this, Json) + "\n");

    /// <exception cref="JsonException">The file has another form.</exception>
    public static MonthlyCost? Read(string folder)
    {
        var file = Path.Combine(folder, FileName);
        return !File.Exists(file)
            ? null
            : JsonSerializer.Deserialize<MonthlyCost>(File.ReadAllText(file), Json)
                is { Services.IsDefault: false } cost
                ? cost
                : throw new JsonException("a list has no value");
    }

    public sealed record ServiceCost(string Service, decimal Amount);
}
