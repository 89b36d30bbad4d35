namespace Pulumi;

/// <summary>A file or an archive of files. Only the engine knows its place, which is not public.</summary>
public abstract class AssetOrArchive
{
    private protected AssetOrArchive()
    {
    }
}

public abstract class Archive : AssetOrArchive
{
    private protected Archive()
    {
    }
}

/// <summary>An archive file or a directory by its path; it need not exist until it is deployed.</summary>
public sealed class FileArchive : Archive
{
    public FileArchive(string path) => ArgumentNullException.ThrowIfNull(path);
}
