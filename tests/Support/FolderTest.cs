namespace Tests.Support;

public abstract class FolderTest : IDisposable
{
    private protected TestFolder Folder { get; } = new();

    public void Dispose()
    {
        Folder.Dispose();
        GC.SuppressFinalize(this);
    }
}
