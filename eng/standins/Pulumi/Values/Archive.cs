namespace Pulumi;

public abstract class Archive : AssetOrArchive
{
    private protected Archive(string propName, object value)
        : base("0def7320c3a5731c473e5ecbe6d01bc7", propName, value)
    {
    }
}

/// <summary>An archive file or a directory by its path; it need not exist until it is deployed.</summary>
public sealed class FileArchive(string path) : Archive("path", path);

/// <summary>The value of a provider's answer that should be an archive and is not.</summary>
internal sealed class InvalidArchive() : Archive("assets", ImmutableDictionary<string, AssetOrArchive>.Empty);
