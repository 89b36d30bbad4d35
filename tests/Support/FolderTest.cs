namespace Tests.Support;

/// <summary>Tests with a folder of their own.</summary>
public abstract class FolderTest : IDisposable
{
    private protected TestFolder Folder { get; } = new();

    public void Dispose()
    {
        Folder.Dispose();
        GC.SuppressFinalize(this);
    }
}
