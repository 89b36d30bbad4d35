namespace Pulumi;

public abstract class Asset : AssetOrArchive
{
    private protected Asset(string propName, object value)
        : base("c44067f5952c0a294b673a41bacd8c17", propName, value)
    {
    }
}

/// <summary>A file by its path; it need not exist until it is deployed.</summary>
public sealed class FileAsset(string path) : Asset("path", path);

public sealed class StringAsset(string text) : Asset("text", text);

public sealed class RemoteAsset(string uri) : Asset("uri", uri);

/// <summary>What a provider returned for an asset, and is none.</summary>
internal sealed class InvalidAsset() : Asset("text", "");
