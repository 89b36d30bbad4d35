using Spectre.Console;

namespace Twin.Cli.Terminal;

/// <summary>The user at the console. Every text goes to standard error, so that standard output has only the token, if
/// the user asked for it.</summary>
internal sealed class ConsolePrompt(CommandContext context) : IUserPrompt
{
    private readonly IAnsiConsole _console = VisibleConsole.Errors();

    public bool IsInteractive => context.IsInteractive;

    public void Inform(string text) => context.Errors.WriteLine(text);

    public string PromptForSecret(string question) =>
        _console.Prompt(
            new TextPrompt<string>(Markup.Escape(VisibleText.OfMessage(question))).Secret(mask: null)).Trim();

    public string Ask(string question) =>
        _console.Prompt(new TextPrompt<string>(Markup.Escape(VisibleText.OfMessage(question))).AllowEmpty()).Trim();

    public bool Confirm(string question) =>
        _console.Prompt(
            new ConfirmationPrompt(Markup.Escape(VisibleText.OfMessage(question))) { DefaultValue = false });

    public void Open(Uri page)
    {
        if (!Browser.Open(page, context.Path))
        {
            Inform("No browser could be opened.");
        }
    }
}

internal interface IUserPrompt
{
    bool IsInteractive { get; }

    /// <summary>Shows a text, which must never contain a secret.</summary>
    void Inform(string text);

    string PromptForSecret(string question);

    string Ask(string question);

    bool Confirm(string question);

    void Open(Uri page);
}
