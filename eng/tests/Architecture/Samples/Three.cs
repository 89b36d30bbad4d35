// Three folders of which each refers to the next.
namespace Eng.Tests.Architecture.Samples.Three.First
{
    internal sealed class One
    {
        public Second.Two? Next { get; }
    }
}

namespace Eng.Tests.Architecture.Samples.Three.Second
{
    internal sealed class Two
    {
        public Third.Three? Next { get; }
    }
}

namespace Eng.Tests.Architecture.Samples.Three.Third
{
    internal sealed class Three
    {
        public First.One? Next { get; }
    }
}
