using System.CommandLine;

namespace Twin.Cli.Commands;

internal static class CommonOptions
{
    public static Option<string> Stack() => new("--stack")
    {
        Description = "The stack whose configuration is used: Pulumi.<stack>.yaml",
        HelpName = "NAME",
        DefaultValueFactory = _ => "dev",
    };

    public static Option<string> Out() => new("--out")
    {
        Description = "The folder of the run",
        HelpName = "DIR",
        DefaultValueFactory = _ => "out",
    };

    public static Option<bool> PrivateSessions() => new("--private-sessions")
    {
        Description = "Keep the plays of private sessions too",
    };

    public static Option<string> DeployedOnly() => new("--stack")
    {
        Description = "The deployed stack, reached through the Pulumi and AWS CLIs",
        HelpName = "NAME",
        Required = true,
    };

    /// <summary>A deployed stack; null for the last run on this machine.</summary>
    public static Option<string?> Deployed() => new("--stack")
    {
        Description = "A deployed stack, reached through the Pulumi and AWS CLIs. Without it, the last run on this "
            + "machine",
        HelpName = "NAME",
    };

    /// <summary>Refuses the folder of a run together with a deployed stack, which has none.</summary>
    public static void ExcludeOutOfDeployed(Command command, Option<string?> deployed, Option<string> folder) =>
        command.Validators.Add(result =>
        {
            if (result.GetResult(deployed) is { Implicit: false } && result.GetResult(folder) is { Implicit: false })
            {
                result.AddError($"{deployed.Name} is a deployed stack, and {folder.Name} a run on this machine. Leave "
                    + "one of the two out.");
            }
        });

    /// <summary>Refuses a first day that is later than the last one.</summary>
    public static void ExpectOrder(Command command, Option<DateOnly?> from, Option<DateOnly?> to) =>
        command.Validators.Add(result =>
        {
            if (result.GetResult(from) is { Tokens: [{ Value: var first }] }
                && result.GetResult(to) is { Tokens: [{ Value: var last }] }
                && TryParseDay(first, out var begin)
                && TryParseDay(last, out var end)
                && begin > end)
            {
                result.AddError($"{from.Name} is later than {to.Name}. Exchange them.");
            }
        });

    /// <summary>A day; null if it is not given.</summary>
    public static Option<DateOnly?> Day(string name, string description)
    {
        var option = new Option<DateOnly?>(name)
        {
            Description = description,
            HelpName = "DATE",
            CustomParser = result => TryParseDay(result.Tokens[0].Value, out var day) ? day : null,
        };

        // The parser runs when the value is read, which is too late to refuse it.
        option.Validators.Add(result =>
        {
            if (result.Tokens is [{ Value: var text }] && !TryParseDay(text, out _))
            {
                result.AddError($"{name} is '{text}'. It accepts a day as yyyy-MM-dd, from 2000 to 2999, for example "
                    + "2026-11-01.");
            }
        });
        return option;
    }

    private static bool TryParseDay(string text, out DateOnly day) =>
        DateOnly.TryParseExact(text, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out day)
        // The years of the functions' events.
        && day.Year is >= 2000 and <= 2999;

    public static Option<string> Choice(
        string name, string description, ImmutableArray<string> values, string standard)
    {
        var option = new Option<string>(name) { Description = description, DefaultValueFactory = _ => standard };
        option.Validators.Add(result =>
        {
            if (result.Tokens is [{ Value: var text }] && !values.Contains(text))
            {
                result.AddError($"{name} is '{text}'. It accepts {string.Join(", ", values[..^1])} or {values[^1]}.");
            }
        });
        option.CompletionSources.Add([.. values]);
        return option;
    }

    /// <summary>A whole number from <paramref name="least"/> to <paramref name="most"/>.</summary>
    public static Option<int> Count(string name, string description, int standard, int most, int least = 1)
    {
        var option = new Option<int>(name)
        {
            Description = description,
            HelpName = "N",
            DefaultValueFactory = _ => standard,
        };
        option.Validators.Add(result =>
        {
            if (result.Tokens is [{ Value: var text }]
                && (!int.TryParse(text, out var number) || number < least || number > most))
            {
                result.AddError($"{name} is '{text}'. It accepts a whole number from {least} to {most}.");
            }
        });
        return option;
    }
}

internal static class ExitCodes
{
    public const int Done = 0;

    /// <summary>The command failed, and printed the reason.</summary>
    public const int Failed = 1;

    /// <summary>The command or its input is wrong, and the message tells the correction.</summary>
    public const int Wrong = 2;
}
