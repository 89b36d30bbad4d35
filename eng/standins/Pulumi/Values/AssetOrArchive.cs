namespace Pulumi;

/// <summary>A file or an archive of files. Only the engine knows its place, which is not public.</summary>
public abstract class AssetOrArchive
{
    internal string SigKey { get; }

    internal string PropName { get; }

    internal object Value { get; }

    private protected AssetOrArchive(string sigKey, string propName, object value)
    {
        ArgumentNullException.ThrowIfNull(value);
        SigKey = sigKey;
        PropName = propName;
        Value = value;
    }
}
