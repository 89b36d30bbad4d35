namespace Functions.Transform;

/// <summary>What may stand between two tokens of JSON.</summary>
internal static class JsonWhite
{
    /// <summary>Where the white space at <paramref name="position"/> ends.</summary>
    public static int Skip(ReadOnlySpan<byte> json, int position)
    {
        while (position < json.Length && json[position] is (byte)' ' or (byte)'\n' or (byte)'\r' or (byte)'\t')
        {
            position++;
        }

        return position;
    }
}
