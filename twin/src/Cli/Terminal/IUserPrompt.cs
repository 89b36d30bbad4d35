namespace Twin.Cli.Terminal;

internal interface IUserPrompt
{
    bool IsInteractive { get; }

    /// <summary>Shows a text, which must never contain a secret.</summary>
    void Inform(string text);

    string PromptForSecret(string question);

    bool Confirm(string question);

    void Open(Uri page);
}
