using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;

namespace Functions.Transform.Json;

/// <summary>Arrays of strings without escapes. Their end is found without a token for each string: the countries of
/// <c>available_markets</c> are half of an answer in the full shape, and no table has them.</summary>
internal static class FlatStrings
{
    // Three countries as Spotify sends them, "DE","FR","US", fill a vector except for its last byte.
    private const int Stride = 15;
    private static readonly Vector128<byte> Lowest = Vector128.Create("\"AA\",\"AA\",\"AA\",\0"u8);
    private static readonly Vector128<byte> Range =
        Vector128.Create((byte)0, 25, 25, 0, 0, 0, 25, 25, 0, 0, 0, 25, 25, 0, 0, 255);

    /// <summary>The length of the array at the start of <paramref name="json"/>, brackets included; 0 if anything else
    /// is there than a whole array of strings without escapes. Every byte is checked: a measured array is valid
    /// JSON.</summary>
    public static int Measure(ReadOnlySpan<byte> json)
    {
        if (!At(json, 0, '['))
        {
            return 0;
        }

        var position = JsonWhitespace.Skip(json, 1);
        if (At(json, position, ']'))
        {
            return position + 1;
        }

        while (true)
        {
            position = SkipCountries(json, position);
            if (!At(json, position, '"'))
            {
                return 0;
            }

            position = SkipPlain(json, position + 1);
            if (!At(json, position, '"'))
            {
                return 0;
            }

            position = JsonWhitespace.Skip(json, position + 1);
            if (At(json, position, ']'))
            {
                return position + 1;
            }

            if (!At(json, position, ','))
            {
                return 0;
            }

            position = JsonWhitespace.Skip(json, position + 1);
        }
    }

    private static int SkipCountries(ReadOnlySpan<byte> json, int position)
    {
        ref var start = ref MemoryMarshal.GetReference(json);
        while (position <= json.Length - Vector128<byte>.Count)
        {
            var found = Vector128.LoadUnsafe(ref start, (nuint)position);
            if (Vector128.GreaterThanAny(found - Lowest, Range))
            {
                break;
            }

            position += Stride;
        }

        return position;
    }

    private static int SkipPlain(ReadOnlySpan<byte> json, int position)
    {
        while (position < json.Length && json[position] is >= 0x20 and not ((byte)'"' or (byte)'\\'))
        {
            position++;
        }

        return position;
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static bool At(ReadOnlySpan<byte> json, int position, char expected) =>
        position < json.Length && json[position] == expected;
}
