namespace Functions.Transform.Json;

/// <summary>The white space between two tokens of JSON.</summary>
internal static class JsonWhitespace
{
    /// <summary>The position behind the white space at <paramref name="position"/>.</summary>
    public static int Skip(ReadOnlySpan<byte> json, int position)
    {
        while (position < json.Length && json[position] is (byte)' ' or (byte)'\n' or (byte)'\r' or (byte)'\t')
        {
            position++;
        }

        return position;
    }
}
