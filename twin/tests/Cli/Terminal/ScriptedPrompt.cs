using Twin.Cli.Terminal;

namespace Twin.Tests.Cli.Terminal;

/// <summary>A user whose answers are given, with the test as the browser.</summary>
internal sealed class ScriptedPrompt(bool isThere = true, bool confirms = true) : IUserPrompt
{
    private readonly List<string> _told = [];

    public Func<Uri, Task> Browse { get; init; } = _ => Task.CompletedTask;

    /// <summary>The work of the browser after it was opened.</summary>
    public Task Browsing { get; private set; } = Task.CompletedTask;
    public List<string> Questions { get; } = [];

    public string Told => string.Join('\n', _told);

    public bool IsInteractive => isThere;

    public void Inform(string text) => _told.Add(text);

    public string PromptForSecret(string question) => throw new InvalidOperationException("asked for a secret");

    public string Ask(string question)
    {
        Questions.Add(question);
        return confirms ? question.Split(' ')[^1].TrimEnd(':') : "";
    }

    public bool Confirm(string question)
    {
        Questions.Add(question);
        return confirms;
    }

    public void Open(Uri page) => Browsing = Browse(page);
}
