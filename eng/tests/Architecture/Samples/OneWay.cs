// Folders whose references go one way: from the project's root to Upper, and from Upper to Lower.
namespace Eng.Tests.Architecture.Samples.OneWay
{
    internal sealed class Program
    {
        public Upper.Owner? Owner { get; }
    }
}

namespace Eng.Tests.Architecture.Samples.OneWay.Upper
{
    internal sealed class Owner
    {
        public Lower.Tool? Tool { get; }
    }
}

namespace Eng.Tests.Architecture.Samples.OneWay.Lower
{
    internal sealed class Tool;
}
