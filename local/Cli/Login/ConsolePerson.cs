using Spectre.Console;

namespace Local.Cli.Login;

/// <summary>
/// A person at the console. All that is said goes to standard error, so that standard output has the token alone, when
/// it was asked for.
/// </summary>
internal sealed class ConsolePerson : IPerson
{
    private readonly IAnsiConsole _console =
        AnsiConsole.Create(new AnsiConsoleSettings { Out = new AnsiConsoleOutput(Console.Error) });

    public bool IsThere => !Console.IsInputRedirected && !Console.IsErrorRedirected;

    public void Tell(string text) => Console.Error.WriteLine(text);

    public string AskSecret(string question) =>
        _console.Prompt(new TextPrompt<string>(Markup.Escape(question)).Secret(mask: null)).Trim();

    public bool Confirm(string question) =>
        _console.Prompt(new ConfirmationPrompt(Markup.Escape(question)) { DefaultValue = false });

    public void Open(Uri page)
    {
        if (!Browser.Open(page))
        {
            Tell("No browser could be opened.");
        }
    }
}
