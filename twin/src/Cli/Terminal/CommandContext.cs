using Spectre.Console;

namespace Twin.Cli.Terminal;

/// <summary>The process around a command, as the command sees it. Several may run in one process, each with its
/// own.</summary>
internal sealed record CommandContext
{
    /// <summary>Standard output, for text; it shows no control characters of others.</summary>
    public required TextWriter Output { get; init; }

    /// <summary>Standard error, in the same way.</summary>
    public required TextWriter Errors { get; init; }

    public required Func<string, string?> Variable { get; init; }

    /// <summary>The terminal behind standard output; null if it is a pipe or a file.</summary>
    public IAnsiConsole? Terminal { get; init; }

    public bool IsInteractive { get; init; }

    /// <summary>The time for a command's cleanup after a signal; null where signals do not concern it.</summary>
    public TimeSpan? TimeToCleanUp { get; init; }

    public string? Path => Variable("PATH");

    /// <summary>That of this process, while its console is guarded by <see cref="VisibleConsole"/>.</summary>
    public static CommandContext OfProcess() => new()
    {
        Output = Console.Out,
        Errors = Console.Error,
        Variable = Environment.GetEnvironmentVariable,
        Terminal = Console.IsOutputRedirected ? null : VisibleConsole.Output(),
        IsInteractive = !Console.IsInputRedirected && !Console.IsErrorRedirected,

        // It ends processes and removes a folder.
        TimeToCleanUp = TimeSpan.FromSeconds(10),
    };

    public string? FilledVariable(string name) => Variable(name)?.Trim() is { Length: > 0 } value ? value : null;
}
