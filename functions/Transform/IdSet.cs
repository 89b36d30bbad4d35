using System.Text;

namespace Functions.Transform;

/// <summary>
/// Which ids were there already. Spotify's are 128 bits in base62, 22 characters, and kept as such; any other is kept
/// as text.
/// </summary>
/// <remarks>
/// The ids stand in blocks that stay where they are when the set grows, and the slots of the hash table only tell their
/// numbers: ids in the slots themselves took twice the memory, and left as much behind each time the table doubled.
/// </remarks>
internal sealed class IdSet
{
    private const int Length = 22;
    private const ulong SevenDigits = 3_521_614_606_208; // 62^7
    private const byte NoDigit = 62;

    // 16 KB a block: most playlists have no more ids, and it is no large object, which is never moved
    private const int BlockBits = 10;
    private const int BlockMask = (1 << BlockBits) - 1;

    private static readonly UInt128 HighestUpper = (UInt128.MaxValue / SevenDigits) - 1;
    private static readonly byte[] Digits = DigitsOfBase62();

    private readonly List<UInt128[]> _blocks = [];

    // 1 + the number of an id, from 0 in the order in which they came; 0 is a free slot
    private int[] _slots = new int[64];
    private int _count;
    private HashSet<string>? _others;

    /// <returns>Whether it was not there.</returns>
    public bool Add(ReadOnlySpan<byte> id) => TryParse(id, out var key)
        ? Add(key)
        : (_others ??= new HashSet<string>(StringComparer.Ordinal)).Add(Encoding.UTF8.GetString(id));

    public void Clear()
    {
        Array.Clear(_slots);
        _count = 0;
        _others?.Clear();
    }

    private bool Add(UInt128 key)
    {
        if (_count >= _slots.Length / 2)
        {
            Grow();
        }

        ref var slot = ref Find(key);
        if (slot != 0)
        {
            return false;
        }

        if (_count >> BlockBits == _blocks.Count)
        {
            _blocks.Add(new UInt128[1 << BlockBits]);
        }

        _blocks[_count >> BlockBits][_count & BlockMask] = key;
        slot = ++_count;
        return true;
    }

    private void Grow()
    {
        _slots = new int[_slots.Length * 2];
        for (var number = 0; number < _count; number++)
        {
            Find(KeyOf(number)) = number + 1;
        }
    }

    /// <summary>Where the key is, or belongs: the first free slot from where its bits point to.</summary>
    private ref int Find(UInt128 key)
    {
        var slots = _slots;
        var mixed = ((ulong)key ^ (ulong)(key >> 64)) * 0x9E37_79B9_7F4A_7C15;
        var index = (int)(mixed >> 33) & (slots.Length - 1);
        while (slots[index] != 0 && KeyOf(slots[index] - 1) != key)
        {
            index = (index + 1) & (slots.Length - 1);
        }

        return ref slots[index];
    }

    private UInt128 KeyOf(int number) => _blocks[number >> BlockBits][number & BlockMask];

    /// <summary>False also for what is above 128 bits.</summary>
    private static bool TryParse(ReadOnlySpan<byte> id, out UInt128 key)
    {
        key = UInt128.Zero;
        if (id.Length != Length)
        {
            return false;
        }

        ulong high = 0, middle = 0, low = 0;
        byte worst = 0;
        for (var i = 0; i < 8; i++)
        {
            high = (high * 62) + Digit(id[i], ref worst);
        }

        for (var i = 8; i < 15; i++)
        {
            middle = (middle * 62) + Digit(id[i], ref worst);
        }

        for (var i = 15; i < Length; i++)
        {
            low = (low * 62) + Digit(id[i], ref worst);
        }

        if (worst == NoDigit)
        {
            return false;
        }

        // The first 15 digits have 90 bits at most
        var upper = ((UInt128)high * SevenDigits) + middle;
        if (upper > HighestUpper)
        {
            return false;
        }

        key = (upper * SevenDigits) + low;
        return true;
    }

    private static byte Digit(byte character, ref byte worst)
    {
        var digit = Digits[character];
        worst = Math.Max(worst, digit);
        return digit;
    }

    private static byte[] DigitsOfBase62()
    {
        var digits = new byte[256];
        digits.AsSpan().Fill(NoDigit);
        for (byte digit = 0; digit < 10; digit++)
        {
            digits['0' + digit] = digit;
        }

        for (byte letter = 0; letter < 26; letter++)
        {
            digits['a' + letter] = (byte)(10 + letter);
            digits['A' + letter] = (byte)(36 + letter);
        }

        return digits;
    }
}
