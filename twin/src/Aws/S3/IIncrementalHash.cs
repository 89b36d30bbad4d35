namespace Twin.Aws.S3;

/// <summary>A hash that is computed incrementally.</summary>
public interface IIncrementalHash : IDisposable
{
    /// <summary>Adds the next bytes.</summary>
    void Append(ReadOnlySpan<byte> bytes);

    /// <summary>The hash of all bytes so far; ends the computation.</summary>
    byte[] Finish();
}
