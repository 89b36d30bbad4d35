using System.Collections.Immutable;
using Local.Aws;
using Local.Aws.Billing;
using Local.Aws.Declaration;

namespace Local.Cli.Costs;

/// <summary>The cost of a declared stack in a month: by itself, and with the runs of a month.</summary>
internal sealed class CostModel
{
    private readonly DeclaredStack _stack;
    private readonly PriceList _prices;

    /// <summary>Takes the stack in.</summary>
    /// <exception cref="RunFailedException">A type of resource has neither a price nor a reason to be free.</exception>
    public CostModel(DeclaredStack stack, PriceList prices)
    {
        (_stack, _prices) = (stack, prices);
        if (LackingFor(stack) is { IsEmpty: false } lacking)
        {
            throw new RunFailedException(string.Join('\n', lacking));
        }
    }

    /// <summary>A month in which the stack is there and does not run.</summary>
    public Bill Idle => new([.. AwsModules.All.SelectMany(module => module.IdleCost(_stack, _prices))]);

    /// <summary>A month of daily runs.</summary>
    /// <param name="run">Each day's.</param>
    /// <param name="number">Counted from 1: what is kept grows, and queries read all of it.</param>
    public Bill Month(DailyRun run, int number)
    {
        var month = new BilledMonth(run, number);
        return new Bill([.. Idle.Lines, .. AwsModules.All.SelectMany(module => module.RunCost(month))]);
    }

    /// <summary>A line for each type of a stack's resources that no service has.</summary>
    public static ImmutableArray<string> LackingFor(DeclaredStack stack) =>
    [
        .. stack.Resources
            .Select(resource => resource.Type)
            .Where(type => type.StartsWith("aws:", StringComparison.Ordinal) && AwsModules.KindOf(type) is null)
            .Distinct()
            .Order(StringComparer.Ordinal)
            .Select(type => $"local/Aws does not say what {type} costs. Add it to the kinds of its service: with the "
                + "prices that it is billed by, or with the reason why it is free."),
    ];
}
