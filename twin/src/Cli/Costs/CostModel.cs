using Twin.Aws;
using Twin.Aws.Billing;

namespace Twin.Cli.Costs;

/// <summary>The monthly cost of a declared stack: idle, and with daily runs.</summary>
internal sealed class CostModel
{
    private readonly DeclaredStack _stack;
    private readonly PriceList _prices;

    public CostModel(DeclaredStack stack, PriceList prices)
    {
        (_stack, _prices) = (stack, prices);
        if (LackingFor(stack) is { IsEmpty: false } lacking)
        {
            throw new RunFailedException(string.Join('\n', lacking));
        }
    }

    /// <summary>The bill of a month in which the stack is deployed and does not run.</summary>
    public Bill Idle => new([.. AwsModules.All.SelectMany(module => module.IdleCost(_stack, _prices))]);

    /// <param name="number">The month's number from 1: stored data grows, and queries read all of it.</param>
    public Bill Month(DailyRun run, int number)
    {
        var month = new BilledMonth(run, number);
        return new Bill([.. Idle.Lines, .. AwsModules.All.SelectMany(module => module.RunCost(month))]);
    }

    /// <summary>The cost of the first month in US dollars, above the allowances that every account has: without crawls,
    /// and the amount that crawls add.</summary>
    public (decimal WithoutCrawls, decimal Crawls) AboveAllowances(DailyRun run)
    {
        var without = Month(run with { Crawls = 0 }, 1).TotalAboveAllowances;
        return (without, Month(run, 1).TotalAboveAllowances - without);
    }

    /// <summary>One line for each resource type of a stack that no service of the twin knows.</summary>
    public static ImmutableArray<string> LackingFor(DeclaredStack stack) =>
    [
        .. stack.Resources
            .Select(resource => resource.Type)
            .Where(type => type.StartsWith("aws:", StringComparison.Ordinal) && AwsModules.KindOf(type) is null)
            .Distinct()
            .Order(StringComparer.Ordinal)
            .Select(type => $"twin/src/Aws does not say what {type} costs. Add it to the kinds of its service: with "
                + "the prices that it is billed by, or with the reason why it is free."),
    ];
}

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
