namespace Local.Cli.Login;

/// <summary>Whoever sits at the terminal.</summary>
internal interface IUserPrompt
{
    /// <summary>Whether there is somebody to ask.</summary>
    bool IsInteractive { get; }

    /// <summary>Says something: never a secret.</summary>
    void Inform(string text);

    /// <summary>Asks for something that must not be seen while it is typed.</summary>
    string PromptForSecret(string question);

    /// <summary>Asks a question.</summary>
    bool Confirm(string question);

    /// <summary>Shows a page in the browser, if there is one.</summary>
    void Open(Uri page);
}
