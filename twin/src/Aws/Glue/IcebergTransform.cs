namespace Twin.Aws.Glue;

/// <summary>The partition transforms that the twin supports (https://iceberg.apache.org/spec/#partition-transforms).</summary>
public static class IcebergTransform
{
    /// <summary>The value itself.</summary>
    public const string Identity = "identity";

    /// <summary>The month of a date or a timestamp.</summary>
    public const string Month = "month";
}
