using Local.Cli.Terminal;

namespace Tests.Local.Cli.Terminal;

/// <summary>Someone at the terminal whose answers are known, and whose browser this test plays.</summary>
internal sealed class ScriptedPrompt(bool isThere = true, bool confirms = true) : IUserPrompt
{
    private readonly List<string> _told = [];

    /// <summary>Goes to a page that is shown.</summary>
    public Func<Uri, Task> Browse { get; init; } = _ => Task.CompletedTask;

    /// <summary>What the browser does once it was opened.</summary>
    public Task Browsing { get; private set; } = Task.CompletedTask;

    public List<string> Questions { get; } = [];

    public string Told => string.Join('\n', _told);

    public bool IsInteractive => isThere;

    public void Inform(string text) => _told.Add(text);

    public string PromptForSecret(string question) => throw new InvalidOperationException("asked for a secret");

    public bool Confirm(string question)
    {
        Questions.Add(question);
        return confirms;
    }

    public void Open(Uri page) => Browsing = Browse(page);
}
