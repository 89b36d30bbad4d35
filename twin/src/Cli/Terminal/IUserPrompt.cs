namespace Twin.Cli.Terminal;

/// <summary>The user at the terminal.</summary>
internal interface IUserPrompt
{
    /// <summary>True if a user is there to answer questions.</summary>
    bool IsInteractive { get; }

    /// <summary>Shows a text, which must never contain a secret.</summary>
    void Inform(string text);

    /// <summary>Asks for a text that is not shown while it is typed.</summary>
    string PromptForSecret(string question);

    /// <summary>Asks a question that is answered with yes or no.</summary>
    bool Confirm(string question);

    /// <summary>Shows a page in the browser, if there is one.</summary>
    void Open(Uri page);
}
