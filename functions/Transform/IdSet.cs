namespace Functions.Transform;

/// <summary>A set of ids. Spotify's ids are 128 bits in base62, 22 characters, and are stored as 128 bits; any other id
/// is stored as text.</summary>
/// <remarks>The ids are in blocks that are not moved when the set grows, and the slots of the hash table have their
/// numbers only. Ids in the slots themselves took twice the memory, and left as much behind each time the table
/// doubled.</remarks>
internal sealed class IdSet
{
    private const int Length = 22;
    private const ulong SevenDigits = 3_521_614_606_208; // 62^7
    private const byte NoDigit = 62;

    // 16 KB per block: most playlists have no more ids, and larger arrays would be large objects, which are never
    // moved.
    private const int BlockBits = 10;
    private const int BlockMask = (1 << BlockBits) - 1;

    private static readonly byte[] Digits = DigitsOfBase62();

    private readonly List<Id[]> _blocks = [];

    // 0 is a free slot. The lower bits of the others, as many as count the slots, are 1 + the number of an id, which
    // counts from 0 in the order of adding. The rest is a part of its hash, which distinguishes most other ids.
    private uint[] _slots = new uint[64];
    private int _count;
    private HashSet<string>? _others;

    /// <returns>False if the set has it already.</returns>
    public bool Add(ReadOnlySpan<byte> id) => TryParse(id, out var key)
        ? Add(key)
        : (_others ??= new HashSet<string>(StringComparer.Ordinal)).Add(Encoding.UTF8.GetString(id));

    public void Clear()
    {
        Array.Clear(_slots);
        _count = 0;
        _others?.Clear();
    }

    private bool Add(Id id)
    {
        if (_count >= _slots.Length / 4 * 3)
        {
            Grow();
        }

        var hash = id.Hash();
        ref var slot = ref Find(id, hash);
        if (slot != 0)
        {
            return false;
        }

        if (_count >> BlockBits == _blocks.Count)
        {
            _blocks.Add(new Id[1 << BlockBits]);
        }

        _blocks[_count >> BlockBits][_count & BlockMask] = id;
        _count++;
        slot = SlotOf(_count, hash);
        return true;
    }

    private void Grow()
    {
        _slots = new uint[_slots.Length * 2];
        for (var number = 0; number < _count; number++)
        {
            var id = IdOf(number);
            var hash = id.Hash();
            Find(id, hash) = SlotOf(number + 1, hash);
        }
    }

    private ref uint Find(Id id, uint hash)
    {
        var slots = _slots;
        var mask = (uint)slots.Length - 1;
        var index = hash & mask;
        while (slots[index] is var slot and not 0
            && (((slot ^ hash) & ~mask) != 0 || IdOf((int)(slot & mask) - 1) != id))
        {
            index = (index + 1) & mask;
        }

        return ref slots[index];
    }

    private uint SlotOf(int count, uint hash) => (uint)count | (hash & ~((uint)_slots.Length - 1));

    private Id IdOf(int number) => _blocks[number >> BlockBits][number & BlockMask];

    private static bool TryParse(ReadOnlySpan<byte> text, out Id id)
    {
        id = default;
        if (text.Length != Length)
        {
            return false;
        }

        ulong high = 0, middle = 0, low = 0;
        byte worst = 0;
        for (var i = 0; i < 8; i++)
        {
            high = (high * 62) + Digit(text[i], ref worst);
        }

        for (var i = 8; i < 15; i++)
        {
            middle = (middle * 62) + Digit(text[i], ref worst);
        }

        for (var i = 15; i < Length; i++)
        {
            low = (low * 62) + Digit(text[i], ref worst);
        }

        return worst != NoDigit
            && new Id(0, high).TryAppend(middle, out id)
            && id.TryAppend(low, out id);
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

    /// <summary>An id of 128 bits. <see cref="UInt128"/> would do, but code that uses it is not compiled ahead, since
    /// its calling convention may still change.</summary>
    private readonly struct Id(ulong high, ulong low)
    {
        private readonly ulong _high = high;
        private readonly ulong _low = low;

        public static bool operator ==(Id one, Id other) => one._high == other._high && one._low == other._low;

        public static bool operator !=(Id one, Id other) => !(one == other);

        public uint Hash() => (uint)(((_high ^ _low) * 0x9E37_79B9_7F4A_7C15) >> 32);

        /// <summary>Appends seven digits of base62.</summary>
        /// <returns>False if the result has more than 128 bits.</returns>
        public bool TryAppend(ulong digits, out Id id)
        {
            var beyond = Math.BigMul(_high, SevenDigits, out var high);
            var carry = Math.BigMul(_low, SevenDigits, out var low);
            var sum = low + digits;
            var upper = high + carry;
            var isWhole = beyond == 0 && upper >= high;
            if (sum < low)
            {
                upper++;
                isWhole &= upper != 0;
            }

            id = new Id(upper, sum);
            return isWhole;
        }

        public override bool Equals(object? obj) => obj is Id other && this == other;

        public override int GetHashCode() => (int)Hash();
    }
}
